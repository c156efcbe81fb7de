using System.Globalization;

namespace PiPS.Engine.Machine.Sensors;

/// <summary>Temperature and clock for a line of progress, and whether processors were throttled meanwhile. One thread at a time uses it.</summary>
/// <remarks>Nothing is looked for before the first call: a run that is over by then has no use for it.</remarks>
public sealed class RunSensors
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    private readonly MachineFiles _files;
    private readonly TimeProvider _time;
    private ThermalSensors? _thermal;
    private ClockSensors? _clock;
    private ThrottleCounters? _counters;
    private IReadOnlyDictionary<string, long> _before = new Dictionary<string, long>();
    private string _text = string.Empty;
    private long _read;

    /// <summary>This machine's.</summary>
    public RunSensors()
        : this(MachineFiles.Real, TimeProvider.System)
    {
    }

    internal RunSensors(MachineFiles files, TimeProvider time)
    {
        _files = files;
        _time = time;
    }

    /// <summary>
    /// <c>71 °C, 3.42 GHz</c>: the hottest sensor of the processors, and their average clock; without what the system doesn't
    /// tell, and empty if it tells neither. Read once a second at the most.
    /// </summary>
    public string Describe()
    {
        if (_clock is null)
        {
            _thermal = new(_files);
            _clock = new(_files, null);
            _counters = new(_files);
            _before = _counters.Read();
        }
        else if (_time.GetElapsedTime(_read) < ReadEvery)
        {
            return _text;
        }

        _read = _time.GetTimestamp();
        _text = Text(_thermal!.Read(), _clock.Read());
        return _text;
    }

    /// <summary>Says if processors were slowed down for heat since the first call of <see cref="Describe"/>; nothing if not, or if the system doesn't tell.</summary>
    public string? ThrottleNotice()
    {
        long most = _counters?.Read().Max(count => (long?)(count.Value - _before.GetValueOrDefault(count.Key, count.Value))) ?? 0;

        return most > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The processors were too hot, and were slowed down for it (at least {most:N0} times). The rate is lower than what they can do; look at the cooling.")
            : null;
    }

    private static string Text(double? degrees, double? clock) => string.Join(", ", new[]
    {
        degrees is double celsius ? string.Create(CultureInfo.InvariantCulture, $"{celsius:F0} °C") : null,
        clock is double megahertz ? string.Create(CultureInfo.InvariantCulture, $"{megahertz / 1000.0:F2} GHz") : null,
    }.Where(part => part is not null));
}
