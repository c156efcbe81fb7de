using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Tests.Machine;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>How much memory there is to be had, on machines that aren't there.</summary>
public sealed class MemoryRoomTests
{
    private const string Machine = "/proc/meminfo: MemTotal:       2000 kB|MemAvailable:   1000 kB|SwapFree:        24 kB\n";
    private const string Version2 = "/proc/self/mountinfo: 31 30 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n/proc/self/cgroup: 0::/a/b\n";
    private const string Version1 = "/proc/self/mountinfo: 2 9 0:31 / /cg/memory rw - cgroup x rw,memory\n/proc/self/cgroup: 4:memory:/a\n";

    // what it is, files => bytes
    public static TheoryData<string, string, long> Rooms => new()
    {
        { "no container", Machine, 1024 * 1024 },
        { "nothing known", string.Empty, long.MaxValue },
        { "version 2, no limit", Machine + Version2 + "/sys/fs/cgroup/a/b/memory.max: max\n/sys/fs/cgroup/a/b/memory.current: 5", 1024 * 1024 },
        {
            "version 2, what files take is given back",
            Machine + Version2 + """
                /sys/fs/cgroup/a/b/memory.max: 5000
                /sys/fs/cgroup/a/b/memory.current: 4000
                /sys/fs/cgroup/a/b/memory.stat: anon 3500|file 500|shmem 200|inactive_anon 9|active_anon 9|inactive_file 200|active_file 100
                """,
            1300
        },
        {
            "version 2, limited by its parent",
            Machine + Version2 + """
                /sys/fs/cgroup/a/b/memory.max: max
                /sys/fs/cgroup/a/memory.max: 6000
                /sys/fs/cgroup/a/memory.current: 4000
                """,
            2000
        },
        {
            "version 2, already above its limit",
            Machine + Version2 + "/sys/fs/cgroup/a/b/memory.max: 5000\n/sys/fs/cgroup/a/b/memory.current: 6000", 0
        },
        {
            "version 1",
            Machine + Version1 + """
                /cg/memory/a/memory.limit_in_bytes: 5000
                /cg/memory/a/memory.usage_in_bytes: 4000
                /cg/memory/a/memory.stat: inactive_file 1|active_file 1|total_inactive_file 30|total_active_file 40
                """,
            1070
        },
        {
            "version 1, no limit",
            Machine + Version1 + "/cg/memory/a/memory.limit_in_bytes: 9223372036854771712\n/cg/memory/a/memory.usage_in_bytes: 4000", 1024 * 1024
        },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void It_is_what_machine_and_control_groups_leave(string what, string files, long bytes)
    {
        using MachineTree machine = new();
        Assert.NotEmpty(what);

        Assert.Equal(bytes, new MemoryRoom(machine.With(files).Files).Read());
    }

    [Fact]
    public void This_machine_has_some()
    {
        Proc.SkipUnlessLinux();
        Assert.InRange(MemoryRoom.Available(), 1L << 20, 1L << 50);
    }
}
