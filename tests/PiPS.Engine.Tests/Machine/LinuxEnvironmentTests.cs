using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class LinuxEnvironmentTests
{
    [Fact]
    public void Describes_a_laptop_with_one_socket_and_two_threads_a_core()
    {
        using MachineTree machine = new();
        machine.WithProcessors(cores: ["0,4", "1,5", "2,6", "3,7"], sockets: ["0-7"]).With("""
            /proc/cpuinfo: vendor_id : GenuineIntel|model name : Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz|microcode : 0xf6
            /proc/meminfo: MemTotal:       16225848 kB|MemFree:         1024 kB
            /proc/sys/kernel/osrelease: 6.12.9-amd64
            /proc/self/status: Name: pips|Cpus_allowed: ff|Cpus_allowed_list: 0-7
            /sys/devices/system/cpu/online: 0-7
            /sys/devices/system/node/online: 0
            /sys/devices/system/node/node0/cpulist: 0-7
            /sys/devices/system/cpu/cpu0/cpufreq/scaling_governor: powersave
            /sys/devices/system/cpu/cpu1/cpufreq/scaling_governor: powersave
            /sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq: 4200500
            """);

        PiEnvironment found = LinuxEnvironment.Read(machine.Files, affinity: null);

        Assert.Equal(
            new()
            {
                Processor = "Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz",
                Vendor = "GenuineIntel",
                Microcode = "0xf6",
                Sockets = 1,
                NumaNodes = 1,
                Cores = 4,
                LogicalProcessors = 8,
                AffinityCount = 8,
                UsableProcessors = 8,
                Governor = "powersave",
                TotalMemory = 16_225_848L * 1024,
                KernelRelease = "6.12.9-amd64",
                Processors = found.Processors,
            },
            found);
        Assert.Equal(
            new() { Id = 4, Core = 0, Socket = 0, NumaNode = 0, IsUsable = true, MaximumFrequency = null },
            found.Processors[4]);
        Assert.Equal(4200.5, found.Processors[0].MaximumFrequency);
    }

    [Fact]
    public void Describes_a_server_with_two_sockets_and_two_memory_nodes()
    {
        using MachineTree machine = new();
        machine.WithProcessors(
            cores: ["0,8", "1,9", "2,10", "3,11", "4,12", "5,13", "6,14", "7,15"],
            sockets: ["0-3,8-11", "4-7,12-15"]).With("""
            /sys/devices/system/cpu/online: 0-15
            /sys/devices/system/node/online: 0-1
            /sys/devices/system/node/node0/cpulist: 0-3,8-11
            /sys/devices/system/node/node1/cpulist: 4-7,12-15
            """);

        PiEnvironment found = LinuxEnvironment.Read(machine.Files, affinity: [4, 12]);

        Assert.Equal((2, 2, 8, 16), (found.Sockets, found.NumaNodes, found.Cores, found.LogicalProcessors));
        Assert.Equal((2, 2), (found.AffinityCount, found.UsableProcessors));
        Assert.Equal([4, 12], found.Processors.Where(p => p.IsUsable == true).Select(p => p.Id));
        Assert.Equal(new() { Id = 13, Core = 5, Socket = 1, NumaNode = 1, IsUsable = false }, found.Processors[13]);
    }

    [Fact]
    public void Counts_a_memory_node_without_processors_and_leaves_out_what_is_offline()
    {
        using MachineTree machine = new();
        machine.WithProcessors(cores: ["0", "2"], sockets: ["0,2"]).With("""
            /proc/self/status: Cpus_allowed_list: 0-3
            /sys/devices/system/cpu/online: 0,2
            /sys/devices/system/node/online: 0-1
            /sys/devices/system/node/node0/cpulist: 0,2
            """).With("/sys/devices/system/node/node1/cpulist", "\n");

        PiEnvironment found = LinuxEnvironment.Read(machine.Files, affinity: null);

        Assert.Equal((2, 2, 2, 2), (found.NumaNodes, found.Cores, found.AffinityCount, found.UsableProcessors));
        Assert.Equal([0, 0], found.Processors.Select(p => p.NumaNode!.Value));
    }

    [Fact]
    public void Knows_the_topology_files_of_older_kernels()
    {
        using MachineTree machine = new();
        machine.With("""
            /sys/devices/system/cpu/online: 0-1
            /sys/devices/system/cpu/cpu0/topology/thread_siblings_list: 0-1
            /sys/devices/system/cpu/cpu0/topology/core_siblings_list: 0-1
            """);

        PiEnvironment found = LinuxEnvironment.Read(machine.Files, affinity: null);

        Assert.Equal((1, 1, 2), (found.Cores, found.Sockets, found.LogicalProcessors));
    }

    [Fact]
    public void Tells_a_container_s_limits_from_the_machine_it_is_on()
    {
        using MachineTree machine = new();
        machine.WithProcessors(cores: ["0", "1", "2", "3"], sockets: ["0-3"]).With("""
            /proc/self/cgroup: 0::/kubepods/pod1/app
            /proc/self/mountinfo: 31 30 0:28 / /sys/fs/cgroup ro - cgroup2 cgroup rw
            /sys/fs/cgroup/kubepods/pod1/cpu.max: 150000 100000
            /sys/fs/cgroup/kubepods/pod1/app/cpu.max: max 100000
            /sys/fs/cgroup/kubepods/pod1/app/memory.max: 1073741824
            /sys/devices/system/cpu/online: 0-3
            """);

        PiEnvironment found = LinuxEnvironment.Read(machine.Files, affinity: [0, 1, 2, 3]);

        Assert.Equal((4, 4), (found.LogicalProcessors, found.AffinityCount));
        Assert.Equal((1.5, 2), (found.ProcessorLimit, found.UsableProcessors));
        Assert.Equal(1L << 30, found.MemoryLimit);
    }

    [Fact]
    public void Leaves_unknown_what_only_some_processors_say()
    {
        using MachineTree machine = new();
        machine.WithProcessors(cores: ["0"], sockets: []).With("""
            /sys/devices/system/cpu/online: 0-1
            /sys/devices/system/cpu/cpu0/cpufreq/scaling_governor: performance
            /sys/devices/system/cpu/cpu1/cpufreq/scaling_governor: powersave
            """);

        PiEnvironment found = LinuxEnvironment.Read(machine.Files, affinity: null);

        Assert.Equal((null, null, 2), (found.Cores, found.Sockets, found.LogicalProcessors));
        Assert.Equal("performance, powersave", found.Governor);
        Assert.Equal([0, null], found.Processors.Select(p => p.Core));
        Assert.All(found.Processors, p => Assert.Null(p.IsUsable));
    }

    [Fact]
    public void Knows_nothing_where_there_are_no_files()
    {
        using MachineTree machine = new();

        AssertNothingIsKnown(LinuxEnvironment.Read(machine.Files, affinity: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\0")]
    [InlineData("-")]
    [InlineData(" - ")]
    [InlineData(":::")]
    [InlineData("0::")]
    [InlineData("0-,3")]
    [InlineData("99999999999999999999")]
    [InlineData("1 2 3 / /\0 rw - cgroup2 cgroup2 rw")]
    [InlineData("MemTotal: many kB\nCpus_allowed_list: all\nhierarchical_memory_limit \n0::/\n1 2 3 / / rw - cgroup2 x rw")]
    [InlineData("MemTotal: 9223372036854775807 kB")]
    public void Knows_nothing_where_the_files_make_no_sense(string content)
    {
        string[] paths =
        [
            "/proc/cpuinfo", "/proc/meminfo", "/proc/self/cgroup", "/proc/self/mountinfo", "/proc/self/status",
            "/sys/devices/system/cpu/online", "/sys/devices/system/node/online", "/cpu.max", "/memory.max",
        ];
        using MachineTree machine = new();
        Array.ForEach(paths, path => machine.With(path, content));

        AssertNothingIsKnown(LinuxEnvironment.Read(machine.Files, affinity: null) with { NumaNodes = null });
    }

    private static void AssertNothingIsKnown(PiEnvironment found)
    {
        Assert.Empty(found.Processors);
        Assert.Equal(new() { UsableProcessors = Environment.ProcessorCount, Processors = found.Processors }, found);
    }
}
