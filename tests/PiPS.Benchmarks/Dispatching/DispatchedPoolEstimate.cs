using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;
using PiPS.SimulatedLauncher;

namespace PiPS.Benchmarks.Dispatching;

/// <summary>An estimate on a pool of simulated workers, with pieces of the dealer's choice.</summary>
internal sealed class DispatchedPoolEstimate : DispatchLoad, IEstimateObserver
{
    private const long BlockSize = 1 << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly SimulatedTaskWorkers _source;
    private readonly WorkerPool _pool;
    private readonly int _count;
    private readonly Thread _run;
    private Exception? _failure;
    private long _items;

    public DispatchedPoolEstimate(int count, LauncherModel model)
    {
        _count = count;
        _source = new(model with { Rate = 16 * BlockSize / model.ItemTime.TotalSeconds });
        _pool = _source.Pool(count);
        _run = new(Run) { IsBackground = true };
        _run.Start();
    }

    public override bool IsUnderWay => _failure is null ? _source.Ready == _count : throw _failure;

    public override long Items => Interlocked.Read(ref _items);

    public void Progressed(EstimateProgress progress) => Interlocked.Exchange(ref _items, progress.Trials / (16 * BlockSize));

    public void Noticed(string message)
    {
    }

    public override void Dispose()
    {
        _stop.Cancel();
        _run.Join();
        _pool.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            EstimateOptions options = new() { Trials = BlockPlan.MaximumTrials, Seed = 42 };
            EstimateRun.Execute(options, _pool, this, _stop.Token);
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
