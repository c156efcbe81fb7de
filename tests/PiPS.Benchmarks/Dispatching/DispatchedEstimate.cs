using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;
using PiPS.SimulatedLauncher;

namespace PiPS.Benchmarks.Dispatching;

/// <summary>An estimate's own dispatcher, with simulated workers: what <see cref="EstimateRun"/> does, without an end.</summary>
internal sealed class DispatchedEstimate : DispatchLoad, IEstimateObserver
{
    private const long TrialsOfItem = 1 << 20;
    private const long MostItems = 1 << 17;

    private readonly CancellationTokenSource _stop = new();
    private readonly SimulatedBlockWorkers _source;
    private readonly Dealer _dealer;
    private readonly int _count;
    private readonly long _blockSize;
    private readonly Thread _run;
    private Exception? _failure;

    /// <param name="count">Workers.</param>
    /// <param name="model">What they are like.</param>
    /// <param name="inItems">Whether pieces of an item's length are dealt; else of the dealer's choice.</param>
    public DispatchedEstimate(int count, LauncherModel model, bool inItems)
    {
        model = model with { Rate = TrialsOfItem / model.ItemTime.TotalSeconds };
        _count = count;
        _source = new(model);
        _blockSize = inItems ? TrialsOfItem : TrialsOfItem / 16;

        long start = Stopwatch.GetTimestamp();
        TimeSpan Clock() => Stopwatch.GetElapsedTime(start);
        Job job = new(Generator.Xoshiro256PlusPlus, 42, _blockSize, BlockPlan.MaximumTrials);
        _dealer = new(job.Plan, count, inOrder: false, Clock);

        if (inItems)
        {
            // A run with so many gaps gets pieces of one block.
            _dealer.Deal([], [.. Enumerable.Range(0, (int)MostItems).Select(i => new BlockRange(2L * i, 1))]);
        }
        else
        {
            _dealer.Deal(job.Plan.Blocks);
        }

        RunWatch watch = new(Clock, null, this, _stop.Token);
        StagePlan stages = new(job.Plan, null, 0.95);
        _run = new(() => Run(job, watch, stages)) { IsBackground = true };
        _run.Start();
    }

    public override bool IsUnderWay => _failure is null ? _source.Ready == _count : throw _failure;

    public override long Items => _dealer.Tally.Trials / TrialsOfItem;

    public void Progressed(EstimateProgress progress)
    {
    }

    public void Noticed(string message)
    {
    }

    public override void Dispose()
    {
        _stop.Cancel();
        _dealer.Wake();
        _run.Join();
        _stop.Dispose();
    }

    private void Run(Job job, RunWatch watch, StagePlan stages)
    {
        try
        {
            using ThreadedCrew crew = new(job, _count, _source, _dealer, watch.Notice);
            crew.Finish(() => watch.Tick(crew, _dealer, stages), watch.Patience);
        }
        catch (OperationCanceledException)
        {
            // As it is ended.
        }
        catch (Exception error)
        {
            _failure = error;
        }
    }
}
