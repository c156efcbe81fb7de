using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>One worker's place on a host, from when it is on its way until it has ended.</summary>
internal sealed class Landing : IDisposable
{
    private readonly LaunchSession _session;
    private readonly LaunchHost _place;
    private LaunchHost? _node;
    private int _isOnItsWay = 1;
    private int _isOver;

    public Landing(LaunchSession session, LaunchHost place)
    {
        _session = session;
        _place = place;
    }

    /// <summary>How often the worker is shown that its parent is there.</summary>
    public TimeSpan Beat => _session.Site.Launcher.Beat;

    /// <summary>How long it may take to say hello once its turn has come.</summary>
    public TimeSpan LongestStart => _session.Site.Launcher.LongestStart;

    /// <summary>Its host, as the user named it, or as it said.</summary>
    public string Host => _node?.Name ?? _place.Name;

    /// <summary>Who it is, once it has said so.</summary>
    public Hello? Hello { get; private set; }

    /// <summary>What is done once it is known that it waits for its turn.</summary>
    public Action? Queued { get; set; }

    /// <summary>Whether the time of its job is nearly over.</summary>
    public bool IsNearEnd => Hello is Hello hello && _session.Site.IsNearEnd(hello.JobId);

    /// <summary>What is noted about its host, as far as that is known.</summary>
    internal LaunchHost Noted => _node ?? _place;

    /// <summary>Why it was lost, as far as that is known.</summary>
    internal LaunchFailure? Why { get; set; }

    /// <summary>It said hello.</summary>
    /// <exception cref="LaunchRefusedException">It is of another version.</exception>
    public void Arrived(Hello hello)
    {
        GotUnderway();
        Hello = hello;
        _session.IsReached(_place);
        _node = _session.Site.PlacesAreMany ? _session.Node(hello.Host) : null;

        if (hello.ProductVersion != Protocol.Hello.ThisVersion)
        {
            throw new LaunchRefusedException(LaunchFailure.WrongVersion(Host, hello.ProductVersion, Protocol.Hello.ThisVersion));
        }
    }

    /// <summary>Whether it hasn't said hello only because it waits for its turn.</summary>
    /// <exception cref="LaunchRefusedException">It would wait for ever.</exception>
    public bool IsQueued(string lastWords)
    {
        bool isQueued = Hello is null && _session.Site.IsQueued(lastWords);

        if (isQueued)
        {
            WaitInQueue(lastWords);
        }

        return isQueued;
    }

    /// <summary>Whether it may have waited for its turn all the time that it didn't say hello.</summary>
    public bool MayBeQueued(string lastWords)
    {
        bool mayBe = Hello is null && lastWords.Length == 0 && _session.Site.QueuesSilently;

        if (mayBe)
        {
            WaitInQueue(string.Empty);
        }

        return mayBe;
    }

    /// <summary>It did something: its host is well.</summary>
    public void Worked()
    {
        if (Noted.Failures > 0 || _place.Failures > 0)
        {
            _session.IsWell(_place, _node);
        }
    }

    /// <summary>It said that its time is nearly over.</summary>
    public void Draining() => _session.Site.Draining();

    /// <summary>Why it is lost.</summary>
    public LaunchFailure Explain(int? exitCode, string lastWords)
    {
        if (_session.Site is { PlacesAreMany: true } site && _node is null && site.HostIn(lastWords) is string host)
        {
            _node = _session.Node(host);
        }

        return Why = _session.Site.Explain(Host, exitCode, Hello is not null, lastWords);
    }

    /// <summary>Counts a loss against its host.</summary>
    /// <returns>Not if it isn't the host's fault, and is only tried again.</returns>
    public bool Blame(WorkerLostException lost) => _session.Failed(Noted, lost.Message, Why);

    /// <summary>It has ended.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            GotUnderway();
            _session.Left(_place);
        }
    }

    private void WaitInQueue(string lastWords)
    {
        GotUnderway();
        _session.NoticeQueue(_place, lastWords);
        Queued?.Invoke();
        Queued = null;
    }

    // Another may be on its way.
    private void GotUnderway()
    {
        if (Interlocked.Exchange(ref _isOnItsWay, 0) == 1)
        {
            _session.IsUnderway();
        }
    }
}
