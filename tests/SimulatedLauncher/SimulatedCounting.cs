using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.SimulatedLauncher;

/// <summary>What a simulated worker answers to blocks.</summary>
internal sealed class SimulatedCounting
{
    private readonly BlockPlan _plan;
    private readonly BlockCounter? _counter;

    /// <param name="job">What is sampled.</param>
    /// <param name="counts">Whether hits are really counted.</param>
    public SimulatedCounting(Job job, bool counts)
    {
        _plan = job.Plan;
        _counter = counts ? new(job) : null;
    }

    public long TrialsIn(BlockRange piece) => _plan.TrialsIn(piece);

    /// <summary>The answer to a piece.</summary>
    /// <param name="piece">The blocks.</param>
    /// <param name="share">How much of it the worker has counted, 0 to 1.</param>
    /// <param name="computing">How long it took for that.</param>
    /// <param name="waiting">How long it had waited for the piece.</param>
    public Counted Answer(BlockRange piece, double share, TimeSpan computing, TimeSpan waiting)
    {
        long trials = (long)(_plan.TrialsIn(piece) * share);
        Tally tally = _counter?.Count(piece, counted => share >= 1.0 || counted < trials) ?? new(trials, trials / 4 * 3);
        return new(piece.First, piece.Count, tally.Trials, tally.Hits, (long)computing.TotalNanoseconds, (long)waiting.TotalNanoseconds);
    }
}
