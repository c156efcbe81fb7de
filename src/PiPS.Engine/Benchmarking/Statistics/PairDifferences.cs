namespace PiPS.Engine.Benchmarking.Statistics;

/// <summary>The differences of all pairs from two samples, by rank. They aren't stored: 100,000 samples on each side make 10 billion.</summary>
internal sealed class PairDifferences
{
    private readonly double[] _first;
    private readonly double[] _second;

    /// <param name="first">What is taken away, at least one number.</param>
    /// <param name="second">What it is taken away from, at least one number.</param>
    /// <exception cref="ArgumentException">There is no sample, or one isn't a number.</exception>
    public PairDifferences(IEnumerable<double> first, IEnumerable<double> second)
    {
        _first = Sorted(first);
        _second = Sorted(second);
    }

    public long Count => (long)_first.Length * _second.Length;

    /// <summary>The middle one; the mean of the two in the middle, if they are even in number.</summary>
    public double Median => Count % 2 == 1 ? this[Count / 2] : (this[(Count / 2) - 1] / 2.0) + (this[Count / 2] / 2.0);

    /// <summary>The difference of a rank, from 0 for the least.</summary>
    public double this[long rank]
    {
        get
        {
            // Halving the doubles there are between the least and the greatest: the least one that has enough at or below it is a difference.
            long low = Place(_second[0] - _first[^1]), high = Place(_second[^1] - _first[0]);

            while (low < high)
            {
                long middle = (low & high) + ((low ^ high) >> 1);
                (low, high) = AtMost(Value(middle)) > rank ? (low, middle) : (middle + 1, high);
            }

            return Value(low);
        }
    }

    /// <summary>How many differences aren't above a limit. The higher of the second, the fewer of the first are too high.</summary>
    private long AtMost(double limit)
    {
        long count = 0;
        int above = 0;

        foreach (double second in _second)
        {
            while (above < _first.Length && second - _first[above] > limit)
            {
                above++;
            }

            count += _first.Length - above;
        }

        return count;
    }

    // Doubles are in the order of these, and each has its own.
    private static long Place(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    private static double Value(long place) => BitConverter.Int64BitsToDouble(place ^ ((place >> 63) & long.MaxValue));

    private static double[] Sorted(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return sorted.Length > 0 && sorted.All(double.IsFinite)
            ? sorted
            : throw new ArgumentException("It takes at least one sample, and all have to be finite.", nameof(samples));
    }
}
