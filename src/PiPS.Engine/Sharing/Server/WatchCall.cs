namespace PiPS.Engine.Sharing.Server;

/// <summary>A request that waits for any of several shared objects.</summary>
internal sealed class WatchCall
{
    private readonly ShareCall _call;
    private readonly List<SharedResource> _watched;

    /// <param name="call">The request.</param>
    /// <param name="watched">What it is about.</param>
    public WatchCall(ShareCall call, List<SharedResource> watched)
    {
        _call = call;
        _watched = watched;
    }

    /// <summary>The request.</summary>
    public ShareCall Call => _call;

    /// <summary>Begins to watch, unless it can be answered at once.</summary>
    public void Begin(Answers answers)
    {
        if (!TryTell(answers))
        {
            _watched.ForEach(one => one.Watchers.Add(this));
        }
    }

    /// <summary>Answers it, if it can be.</summary>
    public void Tell(Answers answers)
    {
        if (TryTell(answers))
        {
            End();
        }
    }

    /// <summary>Watches no more.</summary>
    public void End() => _watched.ForEach(one => one.Watchers.Remove(this));

    private bool TryTell(Answers answers)
    {
        List<SharedResource> ready = _watched.FindAll(one => one.IsReady);

        if (ready.Count == 0)
        {
            return false;
        }

        ShareWriter content = new();
        content.Number(ready.Count);
        ready.ForEach(one => content.Number(one.Reference.Id));
        answers.Add(_call, ShareAnswer.With(content.ToArray()));
        return true;
    }
}
