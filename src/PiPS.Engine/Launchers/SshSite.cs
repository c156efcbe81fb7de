using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Hosts that the OpenSSH client reaches.</summary>
internal sealed class SshSite : LaunchSite
{
    // All in all half a minute.
    private const int MostDrops = 6;

    private readonly SshLauncher _launcher;

    public SshSite(SshLauncher launcher)
        : base(launcher)
    {
        _launcher = launcher;
    }

    public override int? SlotsPerPlace => _launcher.SlotsPerHost;

    public override WorkerCommand Carry(string place, IReadOnlyList<string> program)
        => Carrier(SshClient.Program, SshClient.Words(_launcher, place, program)) with { Environment = SshClient.Environment };

    public override LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords)
        => SshFailure.Explain(place, exitCode, saidHello, lastWords);

    /// <remarks>A server drops log-ins while many others are under way (MaxStartups), at random.</remarks>
    public override TimeSpan? Forgives(LaunchFailure why, int times)
        => why.Reason == nameof(SshFailure.Dropped) && times <= MostDrops ? TimeSpan.FromSeconds(0.25 * (1 << times)) : null;
}
