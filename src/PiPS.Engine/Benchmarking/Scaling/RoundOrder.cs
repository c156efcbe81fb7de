using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>The order of the points in each round, by chance, and the same again for the same seed.</summary>
/// <remarks>
/// Drift (a machine that gets warm, a neighbour that starts) hits all points alike only if none is always first. Fisher and Yates's shuffle.
/// </remarks>
internal sealed class RoundOrder
{
    private ulong _state;

    public RoundOrder(ulong seed)
    {
        _state = SplitMix64.Mix(seed + 1);
    }

    /// <summary>The points of the next round.</summary>
    public IReadOnlyList<SweepPoint> Shuffle(IReadOnlyList<SweepPoint> points)
    {
        SweepPoint[] order = [.. points];

        for (int last = order.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    private int Below(int bound) => (int)Math.BigMul(SplitMix64.Mix(_state += SplitMix64.Gamma), (ulong)bound, out _);
}
