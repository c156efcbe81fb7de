using System.Globalization;

namespace PiPS.Engine.Machine.Sensors;

/// <summary>How hot the processors are, by what Linux tells of their sensors.</summary>
/// <remarks>
/// Sources: Linux's Documentation/hwmon (sysfs-interface, coretemp, k10temp) and Documentation/driver-api/thermal/sysfs-api.
/// Values are thousandths of a degree Celsius.
/// </remarks>
internal sealed class ThermalSensors
{
    private const string Chips = "/sys/class/hwmon";
    private const string Zones = "/sys/class/thermal";

    // What sensors say that aren't connected: 0, -128, 127.5 or 255. Processors switch themselves off before 125.
    private const double Coldest = 1.0;
    private const double Hottest = 125.0;

    // AMD's control temperature: on some models it is up to 49 degrees above the die's, for the fans' sake.
    private const string ControlLabel = "Tctl";

    private static readonly string[] ChipNames = ["coretemp", "k10temp", "k8temp", "zenpower", "via_cputemp", "cpu_thermal"];

    private readonly MachineFiles _files;
    private readonly string[] _inputs;

    /// <summary>Finds the processors' sensors: of drivers made for them, or else of thermal zones that are named after them.</summary>
    public ThermalSensors(MachineFiles files)
    {
        _files = files;
        string[] chips = [.. files.Names(Chips)
            .Select(chip => $"{Chips}/{chip}")
            .Where(chip => ChipNames.Contains(files.ReadLine($"{chip}/name"), StringComparer.Ordinal))
            .SelectMany(Inputs)];

        _inputs = chips.Length > 0 ? chips : [.. files.Names(Zones)
            .Where(zone => zone.StartsWith("thermal_zone", StringComparison.Ordinal) && IsProcessors(files.ReadLine($"{Zones}/{zone}/type")))
            .Select(zone => $"{Zones}/{zone}/temp")];
    }

    /// <summary>The hottest of them, in degrees Celsius; null if none says anything that can be.</summary>
    public double? Read() => _inputs.Select(Degrees).Where(degrees => degrees is >= Coldest and <= Hottest).Max();

    private IEnumerable<string> Inputs(string chip)
    {
        const string Ending = "_input";

        (string Input, string? Label)[] inputs = [.. _files.Names(chip)
            .Where(name => name.StartsWith("temp", StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => ($"{chip}/{name}", _files.ReadLine($"{chip}/{name[..^Ending.Length]}_label")))];

        return inputs.Where(input => input.Label != ControlLabel || inputs.Length == 1).Select(input => input.Input);
    }

    private double? Degrees(string path)
        => long.TryParse(_files.ReadLine(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value / 1000.0
            : null;

    // A board's zone (acpitz) is no processor's: some say the same for ever.
    private static bool IsProcessors(string? type) => type is not null
        && (type is "x86_pkg_temp" or "soc_thermal" or "soc-thermal" || type.Contains("cpu", StringComparison.OrdinalIgnoreCase));
}
