using System.Security.Cryptography;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Nodes that Slurm chooses: each worker is a step started by an <c>srun</c> of its own, within an allocation or in a job of its own.</summary>
/// <remarks>
/// Where there is an allocation, it isn't ours: it is never cancelled, only steps end. Else Slurm queues the jobs, and workers join as it starts them.
/// </remarks>
internal sealed class SlurmSite : LaunchSite
{
    private readonly SlurmLauncher _launcher;
    private readonly string _name = $"pips-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _avoided = new(StringComparer.Ordinal);
    private readonly SlurmClock _clock;
    private readonly SlurmGuard _guard;

    /// <exception cref="Estimating.InvalidOptionException">There is no <c>srun</c>, or no cluster answers.</exception>
    public SlurmSite(SlurmLauncher launcher)
        : base(launcher)
    {
        _launcher = launcher;

        if (!SearchPath.Has("srun"))
        {
            throw LauncherErrors.SlurmNotFound();
        }

        _clock = new(AskTimes);
        Greet();
        WorkerCommand guard = Carrier("/bin/sh", SlurmGuard.Words(_name, launcher.IsAllocated ? string.Empty : Environment.UserName));

        try
        {
            _guard = new(guard, launcher.Environment);
        }
        catch
        {
            _clock.Dispose();
            throw;
        }
    }

    public override int MostAtOnce => 64;

    public override bool PlacesAreMany => true;

    public override bool IsClosing => _clock.IsNearEnd(_launcher.Job);

    /// <summary>What our jobs and steps are called.</summary>
    public string Name => _name;

    public override WorkerCommand Carry(string place, IReadOnlyList<string> program)
    {
        lock (_gate)
        {
            return Carrier("srun", [.. SlurmWords.Of(_launcher, _name, _avoided), .. program]) with { Environment = _launcher.Environment };
        }
    }

    public override LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords)
    {
        lock (_gate)
        {
            return SlurmFailures.Explain(place, exitCode, saidHello, lastWords, _avoided);
        }
    }

    public override bool IsQueued(string lastWords) => SlurmVoice.IsQueued(_launcher.Places[0], lastWords);

    // The controller keeps a step that has no room yet; its srun says so only once it is woken and has to wait again.
    public override bool QueuesSilently => _launcher.IsAllocated;

    public override bool IsNearEnd(string job) => _clock.IsNearEnd(job);

    public override string? HostIn(string lastWords) => SlurmVoice.Host(lastWords);

    public override void Avoid(string host)
    {
        // The partition or the job itself may have failed, too.
        if (!_launcher.Places.Contains(host))
        {
            lock (_gate)
            {
                _avoided.Add(host);
            }
        }
    }

    public override void Draining()
    {
        // Where each worker is a job of its own, it spoke of its own.
        if (_launcher.IsAllocated)
        {
            _clock.Tell();
        }
    }

    public override void Dispose()
    {
        _clock.Dispose();
        _guard.Dispose();
        base.Dispose();
    }

    // So that who has no cluster hears of it at once, and not from each worker after a minute.
    private void Greet()
    {
        (int? exitCode, string output, string error) = SlurmTool.Run(
            _launcher.Environment, _launcher.Job is null ? ["scontrol", "ping"] : TimesOf(_launcher.Job), CancellationToken.None);

        if (exitCode is not 0)
        {
            string said = string.Join(' ', new[] { error, output.Trim('*', ' ', '\n') }.Where(words => words.Length > 0));
            throw LauncherErrors.SlurmDoesNotAnswer(said.Split('\n')[0]);
        }

        if (_launcher.Job is not null)
        {
            _clock.Heard(output);
        }
    }

    private string AskTimes(CancellationToken stop) => SlurmTool.Run(
        _launcher.Environment,
        _launcher.Job is string job ? TimesOf(job)
            : ["squeue", "-h", "--states=R", $"--name={_name}", $"--user={Environment.UserName}", "-o", "%A %L"],
        stop).Output;

    private static string[] TimesOf(string job) => ["squeue", "-h", "-j", job, "-o", "%A %L"];
}
