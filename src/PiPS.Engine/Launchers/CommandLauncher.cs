namespace PiPS.Engine.Launchers;

/// <summary>Workers behind any command that runs a command and carries its standard input and output, such as <c>kubectl exec -i pod --</c>.</summary>
public sealed record CommandLauncher : WorkerLauncher
{
    /// <summary>The command, word by word; a worker's own words come behind it.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Command";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Places => [string.Join(' ', Command)];

    /// <inheritdoc/>
    public override int? UsualCount => 1;

    /// <inheritdoc/>
    public override int? Capacity => null;

    internal override LaunchSite Open() => new CommandSite(this);
}
