using PiPS.Engine.Machine.Sensors;

namespace PiPS.Engine.Tests.Machine.Sensors;

public sealed class ThermalSensorsTests
{
    // what: files => degrees
    public static TheoryData<string, string, double?> Trees => new()
    {
        { "nothing", "", null },
        {
            "Intel",
            """
            /sys/class/hwmon/hwmon0/name: acpitz
            /sys/class/hwmon/hwmon0/temp1_input: 99000
            /sys/class/hwmon/hwmon4/name: coretemp
            /sys/class/hwmon/hwmon4/temp1_input: 61000
            /sys/class/hwmon/hwmon4/temp1_label: Package id 0
            /sys/class/hwmon/hwmon4/temp2_input: 71250
            /sys/class/hwmon/hwmon4/temp2_label: Core 0
            /sys/class/hwmon/hwmon4/temp2_crit: 100000
            /sys/class/hwmon/hwmon4/temp2_max: 84000
            """,
            71.25
        },
        {
            "Two sockets",
            """
            /sys/class/hwmon/hwmon0/name: coretemp
            /sys/class/hwmon/hwmon0/temp1_input: 40000
            /sys/class/hwmon/hwmon1/name: coretemp
            /sys/class/hwmon/hwmon1/temp1_input: 45000
            """,
            45.0
        },
        {
            "AMD, whose control temperature isn't the die's",
            """
            /sys/class/hwmon/hwmon2/name: k10temp
            /sys/class/hwmon/hwmon2/temp1_input: 95000
            /sys/class/hwmon/hwmon2/temp1_label: Tctl
            /sys/class/hwmon/hwmon2/temp3_input: 68500
            /sys/class/hwmon/hwmon2/temp3_label: Tccd1
            """,
            68.5
        },
        {
            "AMD, which has the control temperature alone",
            """
            /sys/class/hwmon/hwmon2/name: k10temp
            /sys/class/hwmon/hwmon2/temp1_input: 55125
            /sys/class/hwmon/hwmon2/temp1_label: Tctl
            """,
            55.125
        },
        {
            "a board without a driver",
            """
            /sys/class/thermal/cooling_device0/type: Processor
            /sys/class/thermal/thermal_zone0/type: acpitz
            /sys/class/thermal/thermal_zone0/temp: 27800
            /sys/class/thermal/thermal_zone1/type: x86_pkg_temp
            /sys/class/thermal/thermal_zone1/temp: 52000
            """,
            52.0
        },
        { "Arm", "/sys/class/thermal/thermal_zone0/type: cpu-thermal\n/sys/class/thermal/thermal_zone0/temp: 48312", 48.312 },
        {
            "absurd values",
            """
            /sys/class/hwmon/hwmon0/name: coretemp
            /sys/class/hwmon/hwmon0/temp1_input: 255000
            /sys/class/hwmon/hwmon0/temp2_input: -128000
            /sys/class/hwmon/hwmon0/temp3_input: 0
            /sys/class/hwmon/hwmon0/temp4_input: hot
            /sys/class/hwmon/hwmon0/temp5_input: 99999999999999999999999
            /sys/class/hwmon/hwmon0/temp6_input: 33000
            """,
            33.0
        },
        { "only absurd values", "/sys/class/hwmon/hwmon0/name: coretemp\n/sys/class/hwmon/hwmon0/temp1_input: 127500", null },
        { "a chip without inputs", "/sys/class/hwmon/hwmon0/name: coretemp", null },
    };

    [Theory, MemberData(nameof(Trees))]
    public void Gives_the_hottest_of_the_processors(string what, string files, double? degrees)
    {
        using MachineTree tree = new MachineTree().With(files);

        Assert.True(degrees == new ThermalSensors(tree.Files).Read(), what);
    }

    [Fact]
    public void What_cant_be_read_is_absent()
    {
        using MachineTree tree = new MachineTree().With("/sys/class/hwmon/hwmon0/name: coretemp");

        // A folder where a file should be: neither is a number.
        tree.With("/sys/class/hwmon/hwmon0/temp1_input/x", "50000\n");

        Assert.Null(new ThermalSensors(tree.Files).Read());
    }
}
