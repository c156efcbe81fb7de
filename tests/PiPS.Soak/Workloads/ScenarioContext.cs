using PiPS.Engine.Pools;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;
using PiPS.Soaking.Checking;
using PiPS.Soaking.Workers;

namespace PiPS.Soaking.Workloads;

/// <summary>What the parts of a scenario share.</summary>
internal sealed class ScenarioContext
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly DateTime _deadline = DateTime.UtcNow + Limit;
    private int _kills;
    private int _halts;

    public ScenarioContext(bool onThreads, string folder)
    {
        OnThreads = onThreads;
        Folder = folder;
        CompactCodec? codec = null;
        Space = new(() => codec!);
        Codec = codec = new(shared: Space);
    }

    /// <summary>Whether pools are threads, not processes.</summary>
    public bool OnThreads { get; }

    /// <summary>Where files may be.</summary>
    public string Folder { get; }

    public LocalSpace Space { get; }

    public CompactCodec Codec { get; }

    /// <summary>Processes that were killed so far; one that is about to be counts.</summary>
    public int Kills => Volatile.Read(ref _kills);

    /// <summary>Processes that were halted so far.</summary>
    public int Halts => Volatile.Read(ref _halts);

    /// <summary>All of them.</summary>
    public int Blows => Kills + Halts;

    /// <summary>A pool of such workers as the scenario has.</summary>
    public WorkerPool StartPool(string name, int count, int? maximumTasks = null)
    {
        PoolOptions options = new() { Shares = Space, MaximumTasks = maximumTasks };
        return OnThreads
            ? WorkerPools.OfThreads(name, count, () => new SoakHost(isProcess: false), null, options)
            : WorkerPools.OfProcesses(name, count, SoakWorker.Command, Codec, true, options);
    }

    /// <summary>The same, of workers that are all ready, for items that wait for each other.</summary>
    /// <remarks>An item may be dealt ahead behind one that runs, where all that ended were quick: if that one waits for it, both wait for ever.</remarks>
    public WorkerPool StartReadyPool(string name, int count)
    {
        WorkerPool pool = StartPool(name, count);

        while (pool.Workers.Count(worker => worker.State == PoolWorkerState.Idle) < count)
        {
            CheckTime(() => $"workers of the pool {name} are {string.Join(", ", pool.Workers.Select(worker => worker.State))}");
            Thread.Sleep(5);
        }

        return pool;
    }

    public void CountKill() => Interlocked.Increment(ref _kills);

    public void CountHalt() => Interlocked.Increment(ref _halts);

    /// <exception cref="ViolationException">It took too long: something hangs.</exception>
    public void CheckTime(Func<string> state)
        => ViolationException.Unless(DateTime.UtcNow < _deadline, $"an end within {Limit.TotalMinutes} minutes", () => $"none: {state()}");
}
