using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.SimulatedLauncher;

namespace PiPS.Benchmarks.Dispatching;

/// <summary>A pool's dispatcher, with simulated workers: what Invoke-WorkerTask does, with items without end.</summary>
internal sealed class DispatchedPool : DispatchLoad
{
    private readonly SimulatedTaskWorkers _source;
    private readonly WorkerPool _pool;
    private readonly WorkRun _work = new(new object(), new());
    private readonly Thread _run;
    private readonly int _count;
    private long _items;
    private volatile bool _ended;
    private Exception? _failure;

    public DispatchedPool(int count, LauncherModel model)
    {
        _count = count;
        _source = new(model);
        _pool = _source.Pool(count);
        _pool.Begin(_work);
        _run = new(Run) { IsBackground = true };
        _run.Start();
    }

    public override bool IsUnderWay => _failure is null ? _source.Ready == _count : throw _failure;

    public override long Items => Interlocked.Read(ref _items);

    public override void Dispose()
    {
        _ended = true;
        _work.Cancel();
        _run.Join();
        _pool.Dispose();
    }

    private void Run()
    {
        try
        {
            for (object item = new(); !_ended;)
            {
                while (_work.Offer(item))
                {
                    // As many as there is room for.
                }

                Interlocked.Add(ref _items, _work.Take(TimeSpan.FromMilliseconds(100), forRoom: true).Count(told => told.IsEnd));
            }
        }
        catch (Exception error)
        {
            _failure = error;
        }
    }
}
