namespace PiPS.Engine.Sharing.Server;

/// <summary>What was decided under the server's lock, to be handed over outside of it.</summary>
internal sealed class Answers
{
    private List<(ShareCall Call, ShareAnswer Answer)> _due = [];

    /// <summary>Whether there is anything to hand over.</summary>
    public bool Any => _due.Count > 0;

    /// <summary>Answers a request, unless it was answered before.</summary>
    public void Add(ShareCall call, in ShareAnswer answer)
    {
        if (call.Outcome is null)
        {
            call.Outcome = answer;
            call.Seat.Waiting.Remove(call);
            _due.Add((call, answer));
        }
    }

    /// <summary>Takes what is due.</summary>
    public List<(ShareCall Call, ShareAnswer Answer)> Take(List<(ShareCall Call, ShareAnswer Answer)> spare)
    {
        List<(ShareCall Call, ShareAnswer Answer)> due = _due;
        _due = spare;
        return due;
    }
}
