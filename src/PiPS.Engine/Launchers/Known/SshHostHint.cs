namespace PiPS.Engine.Launchers.Known;

/// <summary>A host that ssh has heard of.</summary>
public sealed record SshHostHint
{
    /// <summary>What it is called, for <c>ssh</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file that says so.</summary>
    public required string Source { get; init; }

    /// <summary>The name or address that it stands for; <see langword="null"/> for itself.</summary>
    public string? HostName { get; init; }

    /// <summary>Who logs in; <see langword="null"/> if that isn't said.</summary>
    public string? User { get; init; }

    /// <summary>The port; <see langword="null"/> if that isn't said.</summary>
    public string? Port { get; init; }

    /// <summary>The host on the way to it; <see langword="null"/> if there is none.</summary>
    public string? Jump { get; init; }

    /// <summary>All of it in words: <c>web1.example.org as ann, port 2222, through gate (~/.ssh/config)</c>.</summary>
    public override string ToString()
        => $"{HostName ?? Name}{(User is null ? null : $" as {User}")}{(Port is null ? null : $", port {Port}")}{(Jump is null ? null : $", through {Jump}")} ({Source})";
}
