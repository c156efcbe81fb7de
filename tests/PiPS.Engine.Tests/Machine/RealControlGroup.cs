using System.Diagnostics;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

/// <summary>A control group of this machine's, and another in it: the outer has the limit, the inner the processes.</summary>
internal sealed class RealControlGroup : IDisposable
{
    private readonly string _outer;
    private readonly string _inner;

    private RealControlGroup(string parent)
    {
        _outer = $"{parent}/pips-test-{Environment.ProcessId}";
        _inner = _outer + "/inner";
    }

    /// <summary>Makes them in the topmost group. Skips the test where this isn't allowed: most allow it to root alone.</summary>
    public static RealControlGroup CreateOrSkip(int quota, int period)
    {
        ControlGroups groups = new(MachineFiles.Real, "self");
        string? version1 = groups.Folders("cpu").LastOrDefault();
        string? parent = version1 ?? groups.Folders(ControlGroups.Version2).LastOrDefault();

        // Something else may be mounted over it, where a folder would be a mere folder.
        Assert.SkipUnless(File.Exists(parent + "/cgroup.procs"), "There are no control groups to be seen.");
        RealControlGroup group = new(parent!);

        try
        {
            Directory.CreateDirectory(group._inner);

            if (version1 is null)
            {
                File.WriteAllText(group._outer + "/cpu.max", $"{quota} {period}");
            }
            else
            {
                File.WriteAllText(group._outer + "/cpu.cfs_period_us", $"{period}");
                File.WriteAllText(group._outer + "/cpu.cfs_quota_us", $"{quota}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            group.Dispose();
            Assert.Skip($"A control group with a limit can't be made: {failure.Message}");
        }

        return group;
    }

    public void Add(Process process) => File.WriteAllText(_inner + "/cgroup.procs", $"{process.Id}");

    public void Dispose()
    {
        foreach (string folder in new[] { _inner, _outer }.Where(Directory.Exists))
        {
            Directory.Delete(folder);
        }
    }
}
