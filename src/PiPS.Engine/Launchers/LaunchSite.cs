using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Where a launcher puts workers, for as long as a run or a pool has them. Any thread may call it.</summary>
internal abstract class LaunchSite : IDisposable
{
    // In a session of its own, or the terminal's Ctrl+C would reach it before we could end the worker in order. The shell leads
    // no group, so setsid doesn't fork: the process number stays.
    private const string Apart = "command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

    private readonly CopyToPlaces? _copies;

    /// <exception cref="Estimating.InvalidOptionException">A worker's program is to be copied, and there is none to copy.</exception>
    protected LaunchSite(WorkerLauncher launcher)
    {
        Launcher = launcher;
        _copies = launcher.CopyWorker ? CopyToPlaces.Of(this) : null;
    }

    public WorkerLauncher Launcher { get; }

    /// <summary>Workers that may be on their way at the same time.</summary>
    public virtual int MostAtOnce => 10;

    /// <summary>Workers that a place has room for; <see langword="null"/> for no such limit.</summary>
    public virtual int? SlotsPerPlace => null;

    /// <summary>Whether a place is many hosts, and a worker's host is known only by its hello.</summary>
    public virtual bool PlacesAreMany => false;

    /// <summary>Whether its time is nearly over: no more workers are to be put there.</summary>
    public virtual bool IsClosing => false;

    /// <summary>Does what has to be done in a place before a worker is put there.</summary>
    /// <param name="place">One of <see cref="WorkerLauncher.Places"/>.</param>
    /// <param name="isOver">Asked meanwhile: whether it is needed no more.</param>
    /// <param name="notice">Told what the user may want to know.</param>
    /// <exception cref="LaunchRefusedException">It can't be done.</exception>
    public virtual void Prepare(string place, Func<bool> isOver, Action<string> notice) => _copies?.Ensure(place, isOver, notice);

    /// <summary>What carries a worker's words to and from a place.</summary>
    /// <param name="place">One of <see cref="WorkerLauncher.Places"/>.</param>
    /// <param name="program">What is run there, word by word, unquoted.</param>
    /// <exception cref="LaunchRefusedException">It can't be had there.</exception>
    public abstract WorkerCommand Carry(string place, IReadOnlyList<string> program);

    /// <summary>Why a worker is lost.</summary>
    /// <param name="place">Where it was.</param>
    /// <param name="exitCode">How what carried its words ended; <see langword="null"/> if that isn't known.</param>
    /// <param name="saidHello">Whether it ever said hello.</param>
    /// <param name="lastWords">What was written to standard error, and before the hello to standard output.</param>
    public abstract LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords);

    /// <summary>Whether a worker that hasn't said hello only waits for its turn.</summary>
    /// <exception cref="LaunchRefusedException">It would wait for ever.</exception>
    public virtual bool IsQueued(string lastWords) => false;

    /// <summary>Whether a worker may wait for its turn without a word of what carries it.</summary>
    public virtual bool QueuesSilently => false;

    /// <summary>Whether the time of a worker's job is nearly over, so that it had better be given nothing more. It is asked often.</summary>
    /// <param name="job">Slurm's number of it; empty if it runs in none.</param>
    public virtual bool IsNearEnd(string job) => false;

    /// <summary>The host that last words speak of, where a place is many; <see langword="null"/> if they don't.</summary>
    public virtual string? HostIn(string lastWords) => null;

    /// <summary>Whether a failure isn't the host's fault, and says nothing about the next try.</summary>
    /// <param name="why">The failure.</param>
    /// <param name="times">How often it came since a worker said hello there, from 1; what comes during a pause is part of the time before.</param>
    /// <returns>How long to wait until the next try; <see langword="null"/> if it counts against the host.</returns>
    public virtual TimeSpan? Forgives(LaunchFailure why, int times) => null;

    /// <summary>A host of a place that is many failed too often: no more workers are to be put there.</summary>
    public virtual void Avoid(string host)
    {
    }

    /// <summary>A worker said that its time is nearly over.</summary>
    public virtual void Draining()
    {
    }

    /// <summary>Ends what may be left of it: all of its workers have ended, or were killed.</summary>
    public virtual void Dispose()
    {
    }

    protected static WorkerCommand Carrier(string fileName, params IEnumerable<string> arguments) => OperatingSystem.IsWindows()
        ? new(fileName, [.. arguments])
        : new("/bin/sh", ["-c", Apart, "sh", fileName, .. arguments]);
}
