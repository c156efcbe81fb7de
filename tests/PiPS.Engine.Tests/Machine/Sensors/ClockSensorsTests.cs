using System.Globalization;
using PiPS.Engine.Machine.Sensors;

namespace PiPS.Engine.Tests.Machine.Sensors;

public sealed class ClockSensorsTests
{
    // files => MHz
    public static TheoryData<string, double?> Trees => new()
    {
        { "", null },
        { "/sys/devices/system/cpu/online: 0-1", null },
        {
            """
            /sys/devices/system/cpu/online: 0-1
            /sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq: 3400000
            /sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq: 3600000
            /proc/cpuinfo: cpu MHz		: 1.000
            """,
            3500.0
        },
        {
            """
            /sys/devices/system/cpu/online: 0-2
            /sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq: 3400000
            /sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq: <unknown>
            /sys/devices/system/cpu/cpu2/cpufreq/scaling_cur_freq: 4294967295000
            """,
            3400.0
        },
        { "/proc/cpuinfo: processor	: 0|cpu MHz		: 2096.009|processor	: 1|cpu MHz		: 2098.009|bogomips	: 4192", 2097.009 },
        { "/proc/cpuinfo: processor	: 0|cpu MHz		: 0.000", null },
        { "/proc/cpuinfo: processor	: 0|cpu MHz", null },
        { "/proc/cpuinfo: processor	: 0|cpu MHz		: NaN", null },
    };

    [Theory, MemberData(nameof(Trees))]
    public void Gives_the_average(string files, double? megahertz)
    {
        using MachineTree tree = new MachineTree().With(files);
        double? read = new ClockSensors(tree.Files, null).Read();

        Assert.Equal(megahertz is null, read is null);
        Assert.Equal(megahertz ?? 0.0, read ?? 0.0, 1e-6);
    }

    [Fact]
    public void Asks_some_of_a_large_machine_from_all_over_it()
    {
        using MachineTree tree = new MachineTree().With("/sys/devices/system/cpu/online: 0-255");

        for (int cpu = 0; cpu < 256; cpu++)
        {
            // Every eighth is asked: the others say what would spoil the average.
            tree.With(
                string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/cpufreq/scaling_cur_freq"),
                cpu % 8 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{2_000_000 + (cpu * 1000)}\n") : "9000000\n");
        }

        Assert.Equal(2124.0, new ClockSensors(tree.Files, null).Read()!.Value, 1e-6);
    }
}
