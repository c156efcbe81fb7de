namespace PiPS.Engine.Launchers;

/// <summary>Workers on hosts that the OpenSSH client reaches. It is never asked for a password; whom it trusts is the user's own configuration.</summary>
public sealed record SshLauncher : WorkerLauncher
{
    /// <summary>The hosts, as <c>ssh</c> takes them; one or more, no name twice.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>Their port, 1 to 65535; <see langword="null"/> for what the user's configuration says.</summary>
    public int? Port { get; init; }

    /// <summary>Who logs in; <see langword="null"/> for what the user's configuration says.</summary>
    public string? UserName { get; init; }

    /// <summary>The private key; <see langword="null"/> for what the user's configuration says.</summary>
    public string? KeyFilePath { get; init; }

    /// <summary>The most workers on a host, 1 to 4096; <see langword="null"/> for no such limit.</summary>
    public int? SlotsPerHost { get; init; }

    /// <summary>Further words for <c>ssh</c>, before its host: such as <c>-F</c> and a file, or <c>-oProxyJump=gate</c>. They win, but for prompts and forwarding.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "Ssh";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Places => HostNames;

    /// <inheritdoc/>
    /// <remarks>As many as there are slots; one a host, if that isn't said.</remarks>
    public override int? UsualCount => HostNames.Count * (SlotsPerHost ?? 1);

    /// <inheritdoc/>
    public override int? Capacity => HostNames.Count * SlotsPerHost;

    internal override LaunchSite Open()
    {
        if (!SearchPath.Has(SshClient.Program))
        {
            throw LauncherErrors.SshNotFound();
        }

        // A path that begins with ~ is for ssh to understand.
        return KeyFilePath is null or ['~', ..] || Unreadable(KeyFilePath) is not string why
            ? new SshSite(this)
            : throw LauncherErrors.KeyFileUnreadable(KeyFilePath, why);
    }

    private static string? Unreadable(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return error.Message;
        }
    }
}
