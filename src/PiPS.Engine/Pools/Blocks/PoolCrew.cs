using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.Blocks;

/// <summary>The workers of a pool as those of an estimate, for as long as it takes. They outlive it.</summary>
internal sealed class PoolCrew : Crew
{
    /// <summary>So long a worker may take to get ready before its share is for others.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(15);

    /// <summary>So long the end waits for workers that are told to stop; one that is stuck is killed behind its back.</summary>
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(1);

    private readonly WorkerPool _pool;
    private readonly Dealer _dealer;
    private readonly RunWatch _watch;
    private readonly BlockRun _run;

    /// <param name="pool">The pool.</param>
    /// <param name="job">What is sampled.</param>
    /// <param name="count">Workers that it is dealt to, from 1.</param>
    /// <param name="dealer">Where their work comes from.</param>
    /// <param name="watch">The run's clock, and who is told what is noticed.</param>
    /// <exception cref="PoolStoppedException">The pool takes no work.</exception>
    /// <exception cref="WorkersFailedException">Its workers died one after the other.</exception>
    public PoolCrew(WorkerPool pool, Job job, int count, Dealer dealer, RunWatch watch)
    {
        _pool = pool;
        _dealer = dealer;
        _watch = watch;
        _run = new(job, count, dealer, watch.Notice);
        pool.Begin(_run);
    }

    public override long Underway => 0;

    public override void Finish(Action tick, Func<TimeSpan> patience)
    {
        _pool.Wake();

        while (!_dealer.WaitUntilFinished(patience()))
        {
            tick();
            _dealer.Expect(_watch.Now < LongestStart ? _pool.Free : 0);
            _dealer.RescueLate();
            _pool.Wake();
        }
    }

    public override void Cut()
    {
        _run.Cut();
        _pool.Wake();
    }

    public override void Dispose()
    {
        _run.Close();
        _dealer.Close();
        _pool.Wake();
        _run.WaitUntilLeft(LongestLeave);
        _run.ReportOthers(_pool.Workers);
    }
}
