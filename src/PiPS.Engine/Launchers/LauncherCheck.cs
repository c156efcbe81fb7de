using System.Buffers;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Launchers;

/// <summary>Refuses what can't be launched before any work starts.</summary>
public static class LauncherCheck
{
    private static readonly SearchValues<char> ForShells = SearchValues.Create("'`\"$\\;&<>|(){}");

    /// <summary>Hosts as they may be.</summary>
    /// <exception cref="InvalidOptionException">There are none, one is blank, begins with '-' or has what shells give a meaning, or one is named twice.</exception>
    public static IReadOnlyList<string> Hosts(IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        string[] hosts = [.. given.Select(host => host?.Trim() ?? string.Empty)];

        if (hosts.Length == 0)
        {
            throw LauncherErrors.NoHosts();
        }

        // ssh would take it for an option, which could run a command here; or a shell would take a part of it for one, where a configuration
        // has its name in a command (ProxyCommand, Match exec). Newer versions of ssh refuse the same characters.
        if (hosts.FirstOrDefault(host => host.Length == 0 || host[0] == '-' || host.Any(char.IsWhiteSpace) || host.Any(char.IsControl)
            || host.AsSpan().ContainsAny(ForShells)) is string bad)
        {
            throw LauncherErrors.NotAHostName(bad);
        }

        return hosts.GroupBy(host => host, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw LauncherErrors.HostTwice(twice.Key)
            : hosts;
    }

    /// <summary>A command as it may be.</summary>
    /// <exception cref="InvalidOptionException">It has no word, or its first is blank.</exception>
    public static IReadOnlyList<string> Command(IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given.Count > 0 && !string.IsNullOrWhiteSpace(given[0]) && given.All(word => word is not null) ? given : throw LauncherErrors.NoCommand();
    }

    /// <param name="launcher">How workers are put elsewhere.</param>
    /// <param name="count">How many; <see langword="null"/> for the usual number.</param>
    /// <exception cref="InvalidOptionException">It has no usual number, or no room for so many.</exception>
    public static void ThrowIfInvalid(WorkerLauncher launcher, int? count)
    {
        ArgumentNullException.ThrowIfNull(launcher);

        if (count is null && launcher.UsualCount is null)
        {
            throw LauncherErrors.LauncherNeedsWorkerCount(launcher);
        }

        if ((count ?? launcher.UsualCount) > launcher.Capacity)
        {
            throw LauncherErrors.LauncherHasNoRoom(launcher, (count ?? launcher.UsualCount)!.Value);
        }
    }
}
