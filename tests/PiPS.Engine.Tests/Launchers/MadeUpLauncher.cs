using PiPS.Engine.Launchers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Hosts of this machine, made of shell scripts: in one, <c>worker</c> becomes the real worker.</summary>
internal sealed record MadeUpLauncher : WorkerLauncher
{
    /// <summary>What a worker on each host is.</summary>
    public required IReadOnlyDictionary<string, string> Scripts { get; init; }

    /// <summary>The most workers on a host.</summary>
    public int? Slots { get; init; }

    /// <summary>The hosts that no more workers were put on, as their site was told.</summary>
    public List<string> Avoided { get; } = [];

    /// <summary>Whether the hosts' time is over once a worker drains.</summary>
    public bool EndsWithDraining { get; init; }

    public override string Kind => "MadeUp";

    public override IReadOnlyList<string> Places => [.. Scripts.Keys];

    public override int? UsualCount => Scripts.Count;

    public override int? Capacity => Scripts.Count * Slots;

    public static MadeUpLauncher Of(params (string Host, string Script)[] hosts)
        => new() { Scripts = hosts.ToDictionary(host => host.Host, host => host.Script) };

    internal override LaunchSite Open() => new MadeUpSite(this);
}
