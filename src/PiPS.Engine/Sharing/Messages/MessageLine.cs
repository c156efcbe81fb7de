using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>Messages in their order, those who wait to add some, and those who wait to take some.</summary>
internal sealed class MessageLine
{
    // More doesn't travel faster together.
    private const long MostAtOnce = 256 * 1024;

    // No two batches of a session have the same number.
    private static long _batches;

    private readonly LinkedList<Parcel> _messages = new();
    private readonly LinkedList<PendingPut> _putters = new();
    private readonly LinkedList<PendingTake> _takers = new();
    private readonly Answers _answers;
    private readonly long _mostMessages;
    private readonly long _mostBytes;
    private readonly Action<ShareCall, long, List<Parcel>> _taken;
    private long _bytes;

    /// <param name="answers">Where it puts answers.</param>
    /// <param name="mostMessages">More messages wait outside.</param>
    /// <param name="mostBytes">More bytes wait outside; one message goes in whatever its size.</param>
    /// <param name="taken">Takes over what was given to whom, and its batch.</param>
    public MessageLine(Answers answers, long mostMessages, long mostBytes, Action<ShareCall, long, List<Parcel>> taken)
    {
        _answers = answers;
        _mostMessages = mostMessages;
        _mostBytes = mostBytes;
        _taken = taken;
    }

    /// <summary>Messages in it.</summary>
    public int Count => _messages.Count;

    /// <summary>Whether there are none, and none wait to go in.</summary>
    public bool IsEmpty => _messages.Count == 0 && _putters.Count == 0;

    /// <summary>Adds the messages of a request, as soon as there is room; it is answered once all are in.</summary>
    /// <returns>How many it brings.</returns>
    public int Put(ShareCall call)
    {
        PendingPut pending = PendingPut.Of(call);
        _putters.AddLast(pending);
        return pending.Count;
    }

    /// <summary>Has a request wait for messages.</summary>
    public void Take(ShareCall call) => _takers.AddLast(PendingTake.Of(call));

    /// <summary>Puts messages back where they came from, the first of them first.</summary>
    public void PutBack(IReadOnlyList<Parcel> messages)
    {
        for (int i = messages.Count - 1; i >= 0; i--)
        {
            _messages.AddFirst(messages[i]);
            _bytes += messages[i].Bytes.Length;
        }
    }

    /// <summary>Gives what there is to those who wait, and lets in what there is room for.</summary>
    public void Move()
    {
        while (LetIn() | GiveOut())
        {
            // Each may make room for the other.
        }
    }

    /// <summary>Refuses those who wait to add some.</summary>
    public void Refuse(ShareException why)
    {
        foreach (PendingPut pending in _putters)
        {
            _answers.Add(pending.Call, ShareAnswer.Refused(why));
        }

        _putters.Clear();
    }

    /// <summary>Answers those who wait for messages that none will come, or why not.</summary>
    public void EndTakers(in ShareAnswer answer)
    {
        foreach (PendingTake pending in _takers)
        {
            _answers.Add(pending.Call, answer);
        }

        _takers.Clear();
    }

    /// <summary>A request is waited for no longer.</summary>
    /// <returns>How many of its messages didn't go in.</returns>
    public int Abandon(ShareCall call)
    {
        for (LinkedListNode<PendingTake>? node = _takers.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Call, call))
            {
                _takers.Remove(node);
                return 0;
            }
        }

        for (LinkedListNode<PendingPut>? node = _putters.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Call, call))
            {
                _putters.Remove(node);
                _answers.Add(call, new(ShareStatus.Cancelled, new ShareWriter().Number(node.Value.Done).ToArray()));
                return node.Value.Count - node.Value.Done;
            }
        }

        return 0;
    }

    private bool LetIn()
    {
        bool moved = false;

        while (_putters.First?.Value is PendingPut pending)
        {
            while (pending.Peek(out Parcel? message))
            {
                if (_messages.Count >= _mostMessages || (_messages.Count > 0 && _bytes + message.Bytes.Length > _mostBytes))
                {
                    return moved;
                }

                _messages.AddLast(message);
                _bytes += message.Bytes.Length;
                pending.Done++;
                moved = true;
            }

            _putters.RemoveFirst();
            _answers.Add(pending.Call, ShareAnswer.Done);
        }

        return moved;
    }

    private bool GiveOut()
    {
        bool moved = false;

        while (_messages.Count > 0 && _takers.First?.Value is PendingTake pending)
        {
            _takers.RemoveFirst();
            moved = true;
            List<Parcel> given = [];
            long size = 0;

            while (given.Count < pending.Most && size < MostAtOnce && _messages.First is LinkedListNode<Parcel> first)
            {
                given.Add(first.Value);
                size += first.Value.Bytes.Length;
                _bytes -= first.Value.Bytes.Length;
                _messages.RemoveFirst();
            }

            long batch = Interlocked.Increment(ref _batches);
            _answers.Add(pending.Call, pending.Answer(batch, given));
            _taken(pending.Call, batch, given);
        }

        return moved;
    }
}
