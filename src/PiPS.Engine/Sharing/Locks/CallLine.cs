using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Locks;

/// <summary>Requests that wait, first come first served.</summary>
/// <remarks>A list of links: whoever gives up stands at its front as a rule, however long it is.</remarks>
internal sealed class CallLine
{
    private readonly LinkedList<ShareCall> _calls = new();

    /// <summary>How many wait.</summary>
    public int Count => _calls.Count;

    public void Add(ShareCall call) => _calls.AddLast(call);

    /// <summary>Takes the first; nothing if none waits.</summary>
    public ShareCall? Take()
    {
        ShareCall? first = _calls.First?.Value;

        if (first is not null)
        {
            _calls.RemoveFirst();
        }

        return first;
    }

    /// <summary>Takes one that waits no longer.</summary>
    /// <returns>Whether it waited here.</returns>
    public bool Remove(ShareCall call) => _calls.Remove(call);

    /// <summary>Answers all that wait.</summary>
    public void AnswerAll(Answers answers, in ShareAnswer answer)
    {
        while (Take() is ShareCall call)
        {
            answers.Add(call, answer);
        }
    }
}
