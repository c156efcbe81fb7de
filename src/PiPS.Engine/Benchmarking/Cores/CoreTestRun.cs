using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>
/// Tests processors, one by one: each counts the same blocks, again and again, by every kernel that runs here. What it counts
/// is compared with what the blocks have, its rate with the others'.
/// </summary>
/// <remarks>
/// Sources: P. H. Hochschild et al., "Cores that don't count" (HotOS 2021); H. D. Dixit et al., "Silent Data Corruptions at Scale"
/// (2021, arXiv:2102.11245). Such cores are wrong with few instructions, at some temperatures, voltages and frequencies, some of the time.
/// </remarks>
public static class CoreTestRun
{
    /// <summary>Runs until the repeats are done or the time is over, and leaves no thread.</summary>
    /// <param name="options">Which processors, for how long, and what they count.</param>
    /// <param name="observer">Told how far the test is, on this thread; an exception from it ends the test.</param>
    /// <param name="stop">Ends the test within a few hundredths of a second, with nothing to show for it.</param>
    /// <returns>A row for each processor, by number.</returns>
    /// <exception cref="InvalidOptionException">An option is out of range, or a processor isn't usable; no work was begun.</exception>
    /// <exception cref="OperationCanceledException">The test was told to stop.</exception>
    public static IReadOnlyList<CoreTest> Execute(
        CoreTestOptions options, ICoreTestObserver? observer = null, CancellationToken stop = default)
        => Execute(options, new MachineBench(), observer, stop);

    internal static IReadOnlyList<CoreTest> Execute(
        CoreTestOptions options, ICoreBench bench, ICoreTestObserver? observer, CancellationToken stop)
    {
        int[] processors = CoreTestCheck.Processors(options, bench.Usable());
        IReadOnlyList<CoreKernel> kernels = bench.Kernels(options.Generator, options.Seed);
        VisitPlan plan = VisitPlan.Measure(kernels, options.Trials, bench.Time, stop);
        CoreRecord[] records = [.. processors.Select(processor => new CoreRecord(processor, kernels.Count))];
        CoreTestWatch watch = new(options, bench.Time, records, observer, stop);
        Random order = new(unchecked((int)options.Seed));

        for (int round = 1; !watch.IsOver(round); round++)
        {
            foreach (CoreRecord[] turn in Turns(options.Load, records, order))
            {
                watch.Begin(round, turn);
                Visit(bench, kernels, plan, turn, round, watch);
            }
        }

        long[] expected = new ExpectedHits(bench, options.Generator, options.Seed).Decide(records, stop);
        return new CoreJudge(options, kernels, records, expected, bench.Places()).Rows();
    }

    // In an order of its own each round: so what comes and goes with time hits all alike.
    private static IEnumerable<CoreRecord[]> Turns(CoreLoad load, CoreRecord[] records, Random order)
    {
        CoreRecord[] left = [.. records.Where(record => !record.IsLost)];
        order.Shuffle(left);
        return left.Length == 0 ? [] : load == CoreLoad.All ? [left] : left.Chunk(1);
    }

    private static void Visit(
        ICoreBench bench, IReadOnlyList<CoreKernel> kernels, VisitPlan plan, CoreRecord[] turn, int round, CoreTestWatch watch)
    {
        using CountdownEvent ends = new(turn.Length);
        List<CoreVisit> visits = [];

        try
        {
            foreach (CoreRecord record in turn)
            {
                visits.Add(new(bench, kernels, plan, record, round, ends));
            }

            watch.Wait(ends, visits);
        }
        finally
        {
            visits.ForEach(visit => visit.Cut());
            visits.ForEach(visit => visit.Join());
        }

        foreach ((CoreVisit visit, CoreRecord record) in visits.Zip(turn))
        {
            if (visit.Failure is Exception failure)
            {
                throw new InvalidOperationException($"The test of processor {record.Processor} failed: {failure.Message}", failure);
            }

            record.Add(visit);
            watch.Notice(record, visit.Loss);
        }
    }
}
