using System.Buffers;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Launchers;

/// <summary>Refuses what can't be launched before any work starts.</summary>
public static class LauncherCheck
{
    private static readonly SearchValues<char> ForShells = SearchValues.Create("'`\"$\\;&<>|(){}");

    // The same, but for what stands between a domain and its user.
    private static readonly SearchValues<char> ForShellsInUsers = SearchValues.Create("'`\"$;&<>|(){}");

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

        if (hosts.FirstOrDefault(host => !IsHostName(host)) is string bad)
        {
            throw LauncherErrors.NotAHostName(bad);
        }

        return hosts.GroupBy(host => host, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw LauncherErrors.HostTwice(twice.Key)
            : hosts;
    }

    /// <summary>Whether a host may be called so.</summary>
    /// <remarks>
    /// Else ssh would take it for an option, which could run a command here; or a shell would take a part of it for one, where a configuration
    /// has its name in a command (ProxyCommand, Match exec). Newer versions of ssh refuse the same characters.
    /// </remarks>
    internal static bool IsHostName(string host)
        => host.Length > 0 && host[0] != '-' && !host.Any(char.IsWhiteSpace) && !host.Any(char.IsControl) && !host.AsSpan().ContainsAny(ForShells);

    /// <summary>A command as it may be.</summary>
    /// <exception cref="InvalidOptionException">It has no word, or its first is blank.</exception>
    public static IReadOnlyList<string> Command(IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given.Count > 0 && !string.IsNullOrWhiteSpace(given[0]) && given.All(word => word is not null && !word.Contains('\0', StringComparison.Ordinal))
            ? given
            : throw LauncherErrors.NoCommand();
    }

    /// <summary>Further words for <c>srun</c> or <c>ssh</c>, as they may be.</summary>
    /// <exception cref="InvalidOptionException">One is blank, or has control characters.</exception>
    public static IReadOnlyList<string> Options(IReadOnlyList<string?> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return [.. given.Select(word => !string.IsNullOrWhiteSpace(word) && !word.Any(char.IsControl) ? word : throw LauncherErrors.NotAnOption(word))];
    }

    /// <summary>The name of a user, as it may be; <see langword="null"/> for none.</summary>
    /// <exception cref="InvalidOptionException">It is blank, begins with '-', has blanks, or has what shells give a meaning.</exception>
    public static string? UserName(string? given)
        => given is null || (IsWord(given) && !given.AsSpan().ContainsAny(ForShellsInUsers) && given[^1] != '\\') ? given : throw LauncherErrors.NotAUserName(given);

    /// <summary>A partition, an account, or features that nodes must have, as it may be; <see langword="null"/> for none.</summary>
    /// <param name="what">What it is, for the error.</param>
    /// <param name="given">What was given.</param>
    /// <exception cref="InvalidOptionException">It is blank, begins with '-', or has blanks.</exception>
    public static string? SlurmName(string what, string? given) => given is null || IsWord(given) ? given : throw LauncherErrors.NotASlurmName(what, given);

    /// <summary>How long a job may run; <see langword="null"/> for the partition's usual time.</summary>
    /// <exception cref="InvalidOptionException">It is less than a minute, or more than 10,000 days.</exception>
    public static TimeSpan? SlurmTime(TimeSpan? given)
        => given is TimeSpan time && (time < TimeSpan.FromMinutes(1) || time > TimeSpan.FromDays(10_000)) ? throw LauncherErrors.SlurmTimeOutOfRange(time) : given;

    /// <summary>Where a worker's program is; <see langword="null"/> to look for it.</summary>
    /// <exception cref="InvalidOptionException">It is blank, begins with '-', or has control characters.</exception>
    public static string? WorkerPath(string? given)
        => given is null || (!string.IsNullOrWhiteSpace(given) && given[0] != '-' && !given.Any(char.IsControl)) ? given : throw LauncherErrors.NotAWorkerPath(given);

    /// <summary>A private key that is there and can be read.</summary>
    /// <param name="path">The whole path.</param>
    /// <exception cref="InvalidOptionException">It can't.</exception>
    public static string KeyFile(string path)
    {
        try
        {
            using FileStream key = File.OpenRead(path);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw LauncherErrors.KeyFileNotReadable(path, error.Message);
        }
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

    // What would be several words, or an option, to the program that it is for.
    private static bool IsWord(string given)
        => !string.IsNullOrWhiteSpace(given) && given[0] != '-' && !given.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
}
