using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class ControlGroupMountTests
{
    // mounted root, group => the way from the mount point to the group
    public static TheoryData<string, string, string?> Ways => new()
    {
        { "/", "/", "" },
        { "/", "/system.slice/pips.service", "/system.slice/pips.service" },
        { "/docker/7f3a", "/docker/7f3a", "" },
        { "/docker/7f3a", "/docker/7f3a/worker", "/worker" },

        // Two containers of a kind; and groups outside what this namespace shows.
        { "/docker/7f3a", "/docker/7f3ab", null },
        { "/docker/7f3a", "/", null },
        { "/", "/../neighbour", null },
        { "/..", "/../neighbour", "/neighbour" },
        { "/..", "/", null },

        // systemd escapes a dash as \x2d, and the kernel its backslash.
        { @"/app\134x2d1.scope", @"/app\x2d1.scope/a", "/a" },
    };

    [Theory, MemberData(nameof(Ways))]
    public void Knows_the_way_to_a_group(string root, string group, string? way)
    {
        ControlGroupMount? mount = ControlGroupMount.Parse($"31 30 0:28 {root} /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw");

        Assert.Equal(way, mount!.PathTo(group));
    }

    // line => mount point, has cpu, has version 2
    public static TheoryData<string, string, bool, bool> Lines => new()
    {
        { "1 2 0:28 / /sys/fs/cgroup ro,nosuid shared:9 master:4 - cgroup2 cgroup rw,nsdelegate", "/sys/fs/cgroup", false, true },
        { "1 2 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct", "/sys/fs/cgroup/cpu,cpuacct", true, false },
        { "1 2 0:28 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset", "/sys/fs/cgroup/cpuset", false, false },
        { "1 2 0:28 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd", "/sys/fs/cgroup/systemd", false, false },
        { @"1 2 0:28 / /mnt/two\040words\ rw - cgroup none rw,cpu", @"/mnt/two words\", true, false },
        { "1 2 0:28 / / rw - cgroup2 none rw", "", false, true },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Reads_its_line(string line, string mountPoint, bool hasCpu, bool hasVersion2)
    {
        ControlGroupMount? mount = ControlGroupMount.Parse(line);

        Assert.Equal((mountPoint, hasCpu, hasVersion2), (mount!.MountPoint, mount.Has("cpu"), mount.Has(ControlGroups.Version2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("22 26 0:21 / /sys rw,relatime - sysfs sysfs rw")]
    [InlineData("1 2 0:28 / /sys/fs/cgroup - cgroup2 cgroup rw")]
    [InlineData("1 2 0:28 / /sys/fs/cgroup rw - cgroup2")]
    public void Passes_over_any_other_line(string line) => Assert.Null(ControlGroupMount.Parse(line));
}
