using System.Text;

namespace PiPS.Engine.Machine;

/// <summary>A place where a hierarchy of control groups, or a part of it, is mounted.</summary>
/// <remarks>Source: "/proc/pid/mountinfo" in proc_pid_mountinfo(5), and cgroups(7).</remarks>
internal sealed class ControlGroupMount
{
    private readonly string _root;
    private readonly string[] _controllers;

    private ControlGroupMount(string root, string mountPoint, string[] controllers)
    {
        _root = root;
        MountPoint = mountPoint;
        _controllers = controllers;
    }

    /// <summary>The folder, without a slash at its end.</summary>
    public string MountPoint { get; }

    /// <summary>Reads a line of <c>/proc/self/mountinfo</c>.</summary>
    /// <returns>Null when it is another file system, or malformed.</returns>
    public static ControlGroupMount? Parse(string line)
    {
        // 36 35 98:0 ROOT MOUNT-POINT rw,relatime [any number of tags] - TYPE SOURCE OPTIONS
        int separator = line.IndexOf(" - ", StringComparison.Ordinal);

        if (separator < 0)
        {
            return null;
        }

        string[] mount = line[..separator].Split(' ');
        string[] fileSystem = line[(separator + 3)..].Split(' ');

        if (mount.Length < 6 || fileSystem.Length < 3)
        {
            return null;
        }

        // Version 2 has one hierarchy for all controllers; /proc/self/cgroup lists none for it.
        string[]? controllers = fileSystem[0] switch
        {
            "cgroup2" => [ControlGroups.Version2],
            "cgroup" => fileSystem[2].Split(','),
            _ => null,
        };

        return controllers is null ? null : new(Unescape(mount[3]).TrimEnd('/'), Unescape(mount[4]).TrimEnd('/'), controllers);
    }

    /// <summary>Whether the hierarchy has a controller of version 1, or is version 2's.</summary>
    public bool Has(string controller) => Array.IndexOf(_controllers, controller) >= 0;

    /// <summary>The way from <see cref="MountPoint"/> to a group.</summary>
    /// <param name="group">The group's path as <c>/proc/self/cgroup</c> has it.</param>
    /// <returns>"" for the mounted root, otherwise with a slash in front; null when the group isn't in what is mounted.</returns>
    public string? PathTo(string group)
    {
        // A container with no namespace of its own sees /docker/7f3a as its group and as the root of the mount.
        if (group != _root && !group.StartsWith(_root + "/", StringComparison.Ordinal))
        {
            return null;
        }

        string path = group[_root.Length..].TrimEnd('/');

        // "/../x": outside the namespace that the mount shows.
        return Array.IndexOf(path.Split('/'), "..") >= 0 ? null : path;
    }

    /// <summary>Undoes the kernel's octal escapes of space, tab, newline and backslash.</summary>
    private static string Unescape(string text)
    {
        StringBuilder plain = new(text.Length);

        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == '\\' && i + 3 < text.Length && !text.AsSpan(i + 1, 3).ContainsAnyExceptInRange('0', '7');
            plain.Append(isEscape ? (char)Convert.ToInt32(text.Substring(i + 1, 3), 8) : text[i]);
            i += isEscape ? 3 : 0;
        }

        return plain.ToString();
    }
}
