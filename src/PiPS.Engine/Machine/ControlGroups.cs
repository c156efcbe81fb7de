namespace PiPS.Engine.Machine;

/// <summary>Where the control groups of a process are: its own and all their ancestors that can be seen from here.</summary>
/// <remarks>A limit on any of them holds. Those above a container's namespace can't be seen. Source: cgroups(7).</remarks>
internal sealed class ControlGroups
{
    /// <summary>Names version 2's hierarchy where version 1 has the name of a controller.</summary>
    public const string Version2 = "";

    private readonly MachineFiles _files;
    private readonly string _process;

    // Kept: a server can have thousands of mounts, and those of control groups stay while it runs.
    private List<ControlGroupMount>? _mounts;

    /// <param name="files">The machine.</param>
    /// <param name="process">The process's folder in <c>/proc</c>: its id, or <c>self</c>.</param>
    public ControlGroups(MachineFiles files, string process)
    {
        _files = files;
        _process = process;
    }

    /// <summary>The folders of the process's group and its ancestors, from the group up.</summary>
    /// <param name="controller">A controller of version 1, such as <c>cpu</c>, or <see cref="Version2"/>.</param>
    public IEnumerable<string> Folders(string controller)
    {
        string? group = Group(controller);

        if (group is null)
        {
            yield break;
        }

        foreach (ControlGroupMount mount in _mounts ??= ReadMounts())
        {
            for (string? path = mount.Has(controller) ? mount.PathTo(group) : null; path is not null; path = Parent(path))
            {
                yield return mount.MountPoint + path;
            }
        }
    }

    private List<ControlGroupMount> ReadMounts()
    {
        List<ControlGroupMount> mounts = [];

        foreach (string line in _files.ReadLines($"/proc/{_process}/mountinfo"))
        {
            if (ControlGroupMount.Parse(line) is ControlGroupMount mount)
            {
                mounts.Add(mount);
            }
        }

        return mounts;
    }

    private string? Group(string controller)
    {
        foreach (string line in _files.ReadLines($"/proc/{_process}/cgroup"))
        {
            // NUMBER:CONTROLLERS:PATH, where the path may have colons of its own.
            string[] parts = line.Split(':', 3);

            if (parts.Length == 3 && Array.IndexOf(parts[1].Split(','), controller) >= 0 && parts[2].StartsWith('/'))
            {
                return parts[2];
            }
        }

        return null;
    }

    private static string? Parent(string path) => path.Length == 0 ? null : path[..path.LastIndexOf('/')];
}
