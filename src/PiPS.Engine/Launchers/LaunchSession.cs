using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>The hosts of one run or pool: says where the next worker goes, and sets hosts aside that fail. Any thread may call it.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
internal sealed class LaunchSession : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly LaunchHost[] _places;
    private readonly Dictionary<string, LaunchHost> _nodes = [];
    private readonly Action<string> _notice;
    private readonly SemaphoreSlim _turnstile;
    private int _saidQueue;

    private LaunchSession(LaunchSite site, Action<string> notice)
    {
        Site = site;
        _notice = notice;
        _places = [.. site.Launcher.Places.Select(place => new LaunchHost(place))];
        _turnstile = new(site.MostAtOnce);
    }

    public LaunchSite Site { get; }

    /// <param name="launcher">How workers are put elsewhere.</param>
    /// <param name="notice">Told, on any thread, what the user may want to know.</param>
    /// <exception cref="Estimating.InvalidOptionException">What it needs isn't here.</exception>
    public static LaunchSession Open(WorkerLauncher launcher, Action<string> notice) => new(launcher.Open(), notice);

    /// <summary>A place for the next worker: on the host with the fewest.</summary>
    /// <param name="program">What is run there, word by word.</param>
    /// <param name="isOver">Asked while it waits for its turn: whether the worker is needed no more.</param>
    /// <returns>What is to be started here; nothing if the worker isn't needed any more, or there is no room for it.</returns>
    /// <exception cref="HostsFailedException">All hosts were set aside, and no worker is left on any.</exception>
    /// <exception cref="WorkerLostException">It can't be put there.</exception>
    public WorkerCommand? Place(IReadOnlyList<string> program, Func<bool> isOver)
    {
        bool isPaused;

        do
        {
            while (!_turnstile.Wait(LookEvery))
            {
                if (isOver())
                {
                    return null;
                }
            }

            if (PlaceNow(program, isOver, out isPaused) is WorkerCommand command)
            {
                return command;
            }

            if (isPaused)
            {
                Thread.Sleep(LookEvery);
            }
        }
        while (isPaused);

        return null;
    }

    /// <summary>Ends what may be left of it: all of its workers have ended, or were killed.</summary>
    public void Dispose() => Site.Dispose();

    /// <summary>A host of a place that is many.</summary>
    internal LaunchHost Node(string name)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(name, out LaunchHost? node))
            {
                _nodes[name] = node = new(name);
            }

            return node;
        }
    }

    /// <summary>A worker isn't on its way any more: another may be.</summary>
    internal void IsUnderway() => _turnstile.Release();

    /// <summary>A worker waits for its turn: said once, since it may be for hours.</summary>
    internal void NoticeQueue(LaunchHost place, string words)
    {
        if (Interlocked.Exchange(ref _saidQueue, 1) == 0)
        {
            _notice($"Workers wait for their turn on {place.Name}; those that are ready go ahead. {words}");
        }
    }

    /// <summary>A worker has ended.</summary>
    internal void Left(LaunchHost place)
    {
        lock (_gate)
        {
            place.Workers--;
        }
    }

    /// <summary>Something was done on a host.</summary>
    internal void IsWell(LaunchHost place, LaunchHost? node)
    {
        lock (_gate)
        {
            place.Failures = 0;
            _ = node?.Failures = 0;
        }
    }

    /// <summary>A worker was lost on a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="lastWords">What is to be said of it.</param>
    /// <param name="why">Why, as far as that is known.</param>
    /// <returns>Whether it counts against the host.</returns>
    internal bool Failed(LaunchHost host, string lastWords, LaunchFailure? why)
    {
        lock (_gate)
        {
            host.LastWords = lastWords;

            if (why is not null && IsForgiven(host, why))
            {
                return false;
            }

            if (++host.Failures < LaunchHost.MostFailures || host.IsSetAside)
            {
                return true;
            }

            host.IsSetAside = true;
        }

        Site.Avoid(host.Name);
        _notice($"No more workers are put on {host.Name}: it failed {LaunchHost.MostFailures} times in a row. {lastWords}");
        return true;
    }

    /// <summary>A worker said hello from a host.</summary>
    internal void IsReached(LaunchHost host)
    {
        lock (_gate)
        {
            host.Forgiven = 0;
        }
    }

    // Holding the turnstile; whoever gets nothing gives it back.
    private WorkerCommand? PlaceNow(IReadOnlyList<string> program, Func<bool> isOver, out bool isPaused)
    {
        Landing? landing = null;
        isPaused = false;

        try
        {
            landing = isOver() ? null : Choose(out isPaused);

            if (landing is not null)
            {
                Site.Prepare(landing.Host, isOver, _notice);

                if (!isOver())
                {
                    return Site.Carry(landing.Host, program) with { Landing = landing };
                }

                // It gives the turnstile back as well.
                landing.Dispose();
                return null;
            }
        }
        catch (LaunchRefusedException refused)
        {
            landing!.Why = refused.Failure;
            landing.Dispose();
            throw new WorkerLostException(0, $"{refused.Message} {refused.Failure.Advice}", refused, refused.Message) { Landing = landing, Failure = refused.Failure };
        }
        catch
        {
            landing?.Dispose();

            if (landing is null)
            {
                _turnstile.Release();
            }

            throw;
        }

        _turnstile.Release();
        return null;
    }

    // Under the lock.
    private bool IsForgiven(LaunchHost host, LaunchFailure why)
    {
        bool isPaused = Environment.TickCount64 < host.PausedUntil;

        if (Site.Forgives(why, host.Forgiven + (isPaused ? 0 : 1)) is not TimeSpan pause)
        {
            return false;
        }

        if (!isPaused)
        {
            host.Forgiven++;
            host.PausedUntil = Environment.TickCount64 + (long)pause.TotalMilliseconds;
        }

        return true;
    }

    private Landing? Choose(out bool isPaused)
    {
        isPaused = false;

        lock (_gate)
        {
            if (_places.All(place => place.IsSetAside) || Site.IsClosing)
            {
                // As long as there are others, they may get it done.
                return _places.Any(place => place.Workers > 0) ? null : throw NoneLeft();
            }

            LaunchHost[] open = [.. _places.Where(place => !place.IsSetAside && !(place.Workers >= Site.SlotsPerPlace))];
            LaunchHost? next = open
                .Where(place => place.PausedUntil <= Environment.TickCount64)
                .MinBy(place => (place.Workers, place.Failures));

            if (next is null)
            {
                isPaused = open.Length > 0;
                return null;
            }

            next.Workers++;
            return new(this, next);
        }
    }

    private HostsFailedException NoneLeft()
    {
        LaunchHost[] failed = [.. _places.Concat(_nodes.Values).Where(host => host.IsSetAside)];
        string why = Site.IsClosing ? LaunchFailure.Closing(_places[0].Name) is { } closing ? $"{closing.Message} {closing.Advice}" : string.Empty
            : "No host is left that workers can be put on.";
        return new([.. failed.Select(host => host.Name)], string.Join('\n', [why, .. failed.Select(host => $"{host.Name}: {host.LastWords}")]));
    }
}
