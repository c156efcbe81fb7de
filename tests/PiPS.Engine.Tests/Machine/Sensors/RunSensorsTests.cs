using PiPS.Engine.Machine.Sensors;
using PiPS.Engine.Tests.Estimating;

namespace PiPS.Engine.Tests.Machine.Sensors;

public sealed class RunSensorsTests
{
    private const string Temperature = "/sys/class/hwmon/hwmon0/name: coretemp\n/sys/class/hwmon/hwmon0/temp1_input: 70600\n";
    private const string Clock = "/proc/cpuinfo: cpu MHz : 3417.234\n";

    // files => text
    [Theory]
    [InlineData(Temperature + Clock, "71 °C, 3.42 GHz")]
    [InlineData(Temperature, "71 °C")]
    [InlineData(Clock, "3.42 GHz")]
    [InlineData("", "")]
    public void Says_what_the_system_tells(string files, string text)
    {
        using MachineTree tree = new MachineTree().With(files);

        Assert.Equal(text, Sensors(tree, 1.0).Describe());
    }

    // seconds between two looks at the clock => what is said after the temperature has changed
    [Theory]
    [InlineData(0.2, "71 °C")]
    [InlineData(1.5, "80 °C")]
    public void Reads_once_a_second_at_the_most(double step, string text)
    {
        using MachineTree tree = new MachineTree().With(Temperature);
        RunSensors sensors = Sensors(tree, step);
        sensors.Describe();
        tree.With("/sys/class/hwmon/hwmon0/temp1_input", "80000\n");

        Assert.Equal(text, sensors.Describe());
    }

    // counts of two threads and their package before and after => what the notice says
    [Theory]
    [InlineData("5 5 9", "5 5 9", null)]
    [InlineData("5 5 9", "8 8 9", "at least 3 times")]
    [InlineData("5 5 9", "5 5 1234", "at least 1,225 times")]
    [InlineData("5 5 9", "0 0 0", null)]
    [InlineData("x x x", "5 5 9", null)]
    public void Says_if_processors_were_throttled_meanwhile(string before, string after, string? part)
    {
        using MachineTree tree = new MachineTree().With("/sys/devices/system/cpu/online: 0-1");
        Write(tree, before);
        RunSensors sensors = Sensors(tree, 1.0);
        sensors.Describe();
        Write(tree, after);

        string? notice = sensors.ThrottleNotice();
        Assert.Equal(part is null, notice is null);
        Assert.Contains(part ?? string.Empty, notice ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_nothing_of_a_run_that_was_over_before_anybody_looked()
    {
        using MachineTree tree = new MachineTree().With("/sys/devices/system/cpu/online: 0-1");
        Write(tree, "1 1 1");

        Assert.Null(Sensors(tree, 1.0).ThrottleNotice());
    }

    [Fact]
    public void Reads_this_machine() => Assert.Matches(@"\A(\d+ °C)?(, )?(\d+\.\d\d GHz)?\z", new RunSensors().Describe());

    private static RunSensors Sensors(MachineTree tree, double step) => new(tree.Files, new SteppingClock(TimeSpan.FromSeconds(step)));

    private static void Write(MachineTree tree, string counts)
    {
        string[] words = counts.Split(' ');
        tree.With("/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", words[0] + "\n");
        tree.With("/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", words[1] + "\n");
        tree.With("/sys/devices/system/cpu/cpu1/thermal_throttle/package_throttle_count", words[2] + "\n");
    }
}
