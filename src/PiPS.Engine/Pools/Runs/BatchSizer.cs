namespace PiPS.Engine.Pools.Runs;

/// <summary>Chooses how many items travel together: enough that quick ones don't wait for each other, slow ones alone.</summary>
internal sealed class BatchSizer
{
    private const int Largest = 2048;
    private const int Growth = 8;
    private const int Shallowest = 2;
    private const int Deepest = 16;

    /// <summary>Work that a worker has in hand at the least, or it would wait for the answer to what it said: it says it every 3 ms.</summary>
    private const double NanosecondsInHand = 8e6;

    /// <summary>Work in a batch: long against a message, short against a person.</summary>
    private const double TargetNanoseconds = 20e6;

    /// <summary>What a worker may be on at the most for another batch to wait behind it.</summary>
    private const double LongestAhead = 2.0 * TargetNanoseconds;

    private readonly int _given;
    private readonly int _deepest;
    private double _perItem;

    /// <param name="given">A fixed size, or 0.</param>
    /// <param name="isCareful">Whether no more is to be in hand than needed, since a failure may end it all.</param>
    public BatchSizer(int given, bool isCareful = false)
    {
        _deepest = isCareful ? Shallowest : Deepest;
        _given = given;
        Size = given == 0 ? 1 : given;
    }

    /// <summary>Items in the next batch, from 1.</summary>
    public int Size { get; private set; }

    /// <summary>Batches that a worker has in hand: the one that it is on, and the next; more if they are over in no time.</summary>
    /// <remarks>Behind a long one, or one of which nothing is known, the next would wait while other workers have nothing to do.</remarks>
    public int Depth => _perItem > 0.0 && _perItem * Size <= LongestAhead
        ? (int)Math.Clamp(NanosecondsInHand / (_perItem * Size), Shallowest, _deepest)
        : 1;

    /// <summary>Takes into account how long items took.</summary>
    public void Learn(int items, long nanoseconds)
    {
        if (items == 0)
        {
            return;
        }

        double observed = Math.Max((double)nanoseconds / items, 1.0);

        // Upward at once, downward slowly: one slow item tells more than one quick one.
        _perItem = observed > _perItem ? observed : (_perItem * 0.7) + (observed * 0.3);

        if (_given == 0)
        {
            Size = (int)Math.Clamp(Math.Min(TargetNanoseconds / _perItem, (double)Size * Growth), 1.0, Largest);
        }
    }
}
