namespace PiPS.Engine.Estimating;

/// <summary>Which blocks a run counts before it looks at its interval again.</summary>
/// <remarks>
/// A run with a target error is cut into stages of whole blocks: as many as the target should take, then, if chance
/// wants it, a few more. Every stage depends on the hits before it alone, so the trials that a target takes do not depend
/// on workers or timing.
/// </remarks>
internal sealed class StagePlan
{
    private readonly BlockPlan _plan;
    private readonly double? _target;
    private readonly double _confidenceLevel;
    private long _done;

    public StagePlan(BlockPlan plan, double? target, double confidenceLevel)
    {
        _plan = plan;
        _target = target;
        _confidenceLevel = confidenceLevel;
    }

    /// <summary>Trials that the run takes in all, as far as that is known: the plan's, or fewer for its target.</summary>
    public long Expected => _plan.TrialsBefore(_target is double target
        ? Math.Max(_done, Blocks(PiStatistics.TrialsFor(target, _confidenceLevel)))
        : _plan.BlockCount);

    /// <summary>The next stage.</summary>
    /// <param name="tally">The hits so far.</param>
    /// <returns>Nothing if the target is met or no block is left.</returns>
    public BlockRange? Next(Tally tally)
    {
        if (_done == _plan.BlockCount || IsMet(tally))
        {
            return null;
        }

        long end = _plan.BlockCount;

        if (_target is double target)
        {
            double trials = PiStatistics.TrialsFor(target, _confidenceLevel);

            // The interval shrinks with the square root of the trials. (A product, not a power: libraries round powers differently.)
            double excess = tally.Trials == 0 ? 1.0 : PiStatistics.HalfWidth(tally, _confidenceLevel) / target;
            end = Math.Clamp(Blocks(tally.Trials == 0 ? trials : tally.Trials * excess * excess), _done + 1, _plan.BlockCount);
        }

        BlockRange stage = new(_done, end - _done);
        _done = end;
        return stage;
    }

    private bool IsMet(Tally tally)
        => _target is double target && tally.Trials > 0 && PiStatistics.HalfWidth(tally, _confidenceLevel) <= target;

    private long Blocks(double trials) => trials >= _plan.Trials
        ? _plan.BlockCount
        : Math.Min(_plan.BlockCount, (long)Math.Ceiling(trials / _plan.BlockSize));
}
