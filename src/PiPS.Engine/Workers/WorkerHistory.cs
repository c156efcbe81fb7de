namespace PiPS.Engine.Workers;

/// <summary>How a worker spent its time, in few parts of about the same length. Whoever calls it holds the dealer's lock.</summary>
internal sealed class WorkerHistory
{
    /// <summary>Parts kept of each worker while it works.</summary>
    public const int Most = 64;

    private readonly List<WorkerPart> _parts = [];
    private TimeSpan _shortest;

    /// <summary>Notes a time that follows the one before.</summary>
    public void Add(WorkerPart part)
    {
        if (_parts.Count > 0 && _parts[^1].Length < _shortest)
        {
            _parts[^1] = _parts[^1].With(part);
            return;
        }

        _parts.Add(part);

        if (_parts.Count > Most)
        {
            _shortest = (part.End - _parts[0].Start) / (Most / 2);
            Replace(Parts(Most / 2));
        }
    }

    /// <summary>The parts in order, each begins where the one before ended.</summary>
    /// <param name="most">How many at the most, from 1.</param>
    public IReadOnlyList<WorkerPart> Parts(int most)
    {
        List<WorkerPart> parts = [];

        for (int i = 0; i < _parts.Count; i++)
        {
            // The i-th of n parts goes to the (i · most / n)-th of the merged ones.
            bool isFirst = i == 0 || (long)i * most / _parts.Count != (i - 1L) * most / _parts.Count;

            if (isFirst)
            {
                parts.Add(_parts[i]);
            }
            else
            {
                parts[^1] = parts[^1].With(_parts[i]);
            }
        }

        return parts;
    }

    private void Replace(IReadOnlyList<WorkerPart> parts)
    {
        _parts.Clear();
        _parts.AddRange(parts);
    }
}
