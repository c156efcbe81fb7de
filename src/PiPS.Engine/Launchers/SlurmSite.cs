using System.Globalization;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Nodes that Slurm chooses: each worker is a step started by an <c>srun</c> of its own.</summary>
internal sealed class SlurmSite : LaunchSite
{
    private readonly SlurmLauncher _launcher;

    public SlurmSite(SlurmLauncher launcher)
        : base(launcher)
    {
        _launcher = launcher;
    }

    public override int MostAtOnce => 64;

    public override bool PlacesAreMany => true;

    public override WorkerCommand Carry(string place, IReadOnlyList<string> program)
        => Carrier("srun", [.. Words(), .. _launcher.Options, .. program]);

    public override LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords)
        => saidHello ? LaunchFailure.Lost : LaunchFailure.NoHello(place);

    public override bool IsQueued(string lastWords) => lastWords.Contains("queued and waiting", StringComparison.Ordinal);

    private IEnumerable<string> Words() =>
    [
        // Without -u the hello never arrives: srun passes whole lines on.
        "-u", "-N1", "-n1", "--exact", "--kill-on-bad-exit=0", "--no-kill",
        $"-c{_launcher.ThreadsPerWorker.ToString(CultureInfo.InvariantCulture)}",
    ];
}
