using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class ControlGroupLimitsTests
{
    private const string Version2 = "/proc/self/mountinfo: 31 30 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";

    private const string Version1 = """
        /proc/self/mountinfo: 1 9 0:28 / /cg/cpu,cpuacct ro - cgroup x cpu,cpuacct|2 9 0:31 / /cg/memory rw - cgroup x rw,memory

        """;

    private const string Hybrid = """
        /proc/self/mountinfo: 31 30 0:28 / /cg/cpu rw - cgroup cgroup rw,cpu|40 30 0:37 / /cg/unified rw - cgroup2 cgroup2 rw

        """;

    // what it is, files => processors
    public static TheoryData<string, string, double?> ProcessorLimits => new()
    {
        { "version 2, container", Version2 + "/proc/self/cgroup: 0::/\n/sys/fs/cgroup/cpu.max: 150000 100000", 1.5 },
        { "version 2, no limit", Version2 + "/proc/self/cgroup: 0::/\n/sys/fs/cgroup/cpu.max: max 100000", null },
        { "version 2, half a processor", Version2 + "/proc/self/cgroup: 0::/a\n/sys/fs/cgroup/a/cpu.max: 50000 100000", 0.5 },
        {
            "version 2, limited by its parent",
            Version2 + """
                /proc/self/cgroup: 0::/system.slice/pips.service/worker
                /sys/fs/cgroup/system.slice/pips.service/worker/cpu.max: max 100000
                /sys/fs/cgroup/system.slice/cpu.max: 150000 100000
                """,
            1.5
        },
        {
            "version 2, the parent's limit below its own",
            Version2 + """
                /proc/self/cgroup: 0::/a/b
                /sys/fs/cgroup/a/b/cpu.max: 400000 100000
                /sys/fs/cgroup/a/cpu.max: 30000 10000
                """,
            3
        },
        {
            "version 2, a neighbour's limit",
            Version2 + "/proc/self/cgroup: 0::/a\n/sys/fs/cgroup/b/cpu.max: 100000 100000",
            null
        },
        {
            "version 2, outside the namespace",
            Version2 + "/proc/self/cgroup: 0::/../a\n/sys/fs/cgroup/a/cpu.max: 100000 100000\n/sys/fs/a/cpu.max: 100000 100000",
            null
        },
        {
            "version 2, a folder with a colon and a space",
            Version2 + "/proc/self/cgroup: 0::/pci-0:1 x\n/sys/fs/cgroup/pci-0:1 x/cpu.max: 200000 100000",
            2
        },
        {
            "version 2, mounted twice, once without the parent",
            """
            /proc/self/mountinfo: 1 2 0:28 /a /sys/fs/cgroup rw - cgroup2 none rw|3 4 0:28 / /host rw - cgroup2 none rw
            /proc/self/cgroup: 0::/a
            /sys/fs/cgroup/cpu.max: 300000 100000
            /host/a/cpu.max: 300000 100000
            /host/cpu.max: 200000 100000
            """,
            2
        },
        {
            "version 1, no limit",
            Version1 + """
                /proc/self/cgroup: 4:cpu,cpuacct:/
                /cg/cpu,cpuacct/cpu.cfs_quota_us: -1
                /cg/cpu,cpuacct/cpu.cfs_period_us: 100000
                """,
            null
        },
        {
            "version 1",
            Version1 + """
                /proc/self/cgroup: 4:cpu,cpuacct:/a
                /cg/cpu,cpuacct/a/cpu.cfs_quota_us: 250000
                /cg/cpu,cpuacct/a/cpu.cfs_period_us: 100000
                """,
            2.5
        },
        {
            "version 1, limited by its grandparent",
            Version1 + """
                /proc/self/cgroup: 4:cpu,cpuacct:/a/b/c
                /cg/cpu,cpuacct/a/b/c/cpu.cfs_quota_us: -1
                /cg/cpu,cpuacct/a/b/c/cpu.cfs_period_us: 100000
                /cg/cpu,cpuacct/a/cpu.cfs_quota_us: 250000
                /cg/cpu,cpuacct/a/cpu.cfs_period_us: 100000
                """,
            2.5
        },
        {
            "version 1, a container without a namespace",
            """
            /proc/self/mountinfo: 1 2 0:28 /docker/7f3a /cg/cpu ro - cgroup cgroup rw,cpu
            /proc/self/cgroup: 4:cpu:/docker/7f3a
            /cg/cpu/cpu.cfs_quota_us: 250000
            /cg/cpu/cpu.cfs_period_us: 100000
            """,
            2.5
        },
        {
            "version 1, another controller's group",
            Version1 + """
                /proc/self/cgroup: 5:cpuset:/a|4:cpu,cpuacct:/
                /cg/cpu,cpuacct/a/cpu.cfs_quota_us: 1000
                /cg/cpu,cpuacct/a/cpu.cfs_period_us: 1000
                """,
            null
        },
        {
            "hybrid, the controller in version 1",
            Hybrid + """
                /proc/self/cgroup: 4:cpu:/a|0::/b
                /cg/cpu/a/cpu.cfs_quota_us: 250000
                /cg/cpu/a/cpu.cfs_period_us: 100000
                /cg/unified/b/cpu.stat: usage_usec 1
                """,
            2.5
        },
        {
            "hybrid, the controller in version 2",
            Hybrid + "/proc/self/cgroup: 4:cpu:/|0::/b\n/cg/unified/b/cpu.max: 150000 100000",
            1.5
        },
    };

    [Theory, MemberData(nameof(ProcessorLimits))]
    public void Finds_the_lowest_processor_limit(string what, string files, double? processors)
    {
        using MachineTree machine = new();
        ControlGroupLimits limits = new(machine.With(files).Files);

        Assert.True(processors == limits.Processors(), $"{what}: {limits.Processors()}");
    }

    // what it is, files => bytes
    public static TheoryData<string, string, long?> MemoryLimits => new()
    {
        { "version 2, no limit", Version2 + "/proc/self/cgroup: 0::/a\n/sys/fs/cgroup/a/memory.max: max", null },
        {
            "version 2, limited by its parent",
            Version2 + "/proc/self/cgroup: 0::/a/b\n/sys/fs/cgroup/a/memory.max: 536870912",
            536_870_912
        },
        {
            "version 1, no limit, pages of 4096 bytes",
            Version1 + """
                /proc/self/cgroup: 9:memory:/
                /cg/memory/memory.stat: cache 0|hierarchical_memory_limit 9223372036854771712
                """,
            null
        },
        {
            "version 1, limited somewhere above",
            Version1 + """
                /proc/self/cgroup: 9:memory:/a
                /cg/memory/a/memory.stat: cache 0|hierarchical_memory_limit 1073741824|rss 1
                """,
            1_073_741_824
        },
    };

    [Theory, MemberData(nameof(MemoryLimits))]
    public void Finds_the_lowest_memory_limit(string what, string files, long? bytes)
    {
        using MachineTree machine = new();
        ControlGroupLimits limits = new(machine.With(files).Files);

        Assert.True(bytes == limits.Memory(), $"{what}: {limits.Memory()}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("max")]
    [InlineData("100000")]
    [InlineData("100000 0")]
    [InlineData("0 100000")]
    [InlineData("-1 100000")]
    [InlineData("1e5 100000")]
    [InlineData("100000 100000 100000")]
    [InlineData("99999999999999999999 100000")]
    public void Takes_a_malformed_quota_as_none(string quota)
    {
        using MachineTree machine = new();
        machine.With(Version2 + "/proc/self/cgroup: 0::/").With("/sys/fs/cgroup/cpu.max", quota);

        Assert.Null(new ControlGroupLimits(machine.Files).Processors());
    }

    [Fact]
    public void Sees_a_limit_that_changes()
    {
        using MachineTree machine = new();
        machine.With(Version2 + "/proc/self/cgroup: 0::/\n/sys/fs/cgroup/cpu.max: max 100000");
        ControlGroupLimits limits = new(machine.Files);
        Assert.Null(limits.Processors());

        machine.With("/sys/fs/cgroup/cpu.max: 150000 100000");

        Assert.Equal(1.5, limits.Processors());
    }
}
