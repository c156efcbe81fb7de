namespace PiPS.Engine.Pools;

/// <summary>Chooses how many items travel together: enough that quick ones don't wait for each other, slow ones alone.</summary>
internal sealed class BatchSizer
{
    private const int Largest = 2048;
    private const int Growth = 8;

    /// <summary>Work in a batch: long against a message, short against a person.</summary>
    private const double TargetNanoseconds = 20e6;

    private readonly int _given;
    private double _perItem;

    /// <param name="given">A fixed size, or 0.</param>
    public BatchSizer(int given)
    {
        _given = given;
        Size = given == 0 ? 1 : given;
    }

    /// <summary>Items in the next batch, from 1.</summary>
    public int Size { get; private set; }

    /// <summary>Batches that a worker has at the most: a second in hand only where the first is over soon.</summary>
    /// <remarks>Behind a long one, or one of which nothing is known, it would wait while other workers have nothing to do.</remarks>
    public int Depth => _perItem > 0.0 && _perItem * Size <= 2.0 * TargetNanoseconds ? 2 : 1;

    /// <summary>Takes into account how long items took.</summary>
    public void Learn(int items, long nanoseconds)
    {
        if (items == 0)
        {
            return;
        }

        double observed = (double)nanoseconds / items;

        // Upward at once, downward slowly: one slow item tells more than one quick one.
        _perItem = observed > _perItem ? observed : (_perItem * 0.7) + (observed * 0.3);

        if (_given != 0)
        {
            return;
        }

        double fitting = TargetNanoseconds / Math.Max(_perItem, 1.0);
        Size = (int)Math.Clamp(Math.Min(fitting, (double)Size * Growth), 1.0, Largest);
    }
}
