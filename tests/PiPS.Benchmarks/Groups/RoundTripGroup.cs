using System.Diagnostics;
using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;

namespace PiPS.Benchmarks.Groups;

/// <summary>Tiny tasks for worker processes, with a thread of the parent's for each.</summary>
internal sealed class RoundTripGroup(bool full) : BenchmarkGroup
{
    private const string Single = "1 process, one at a time";
    private const string OneAtATime = "2 processes, one at a time";
    private const string FourInFlight = "2 processes, four in flight";
    private const string Python2 = "Python, Pool(2).imap, chunksize=1";

    private readonly List<TinyWorker> _workers = [];
    private readonly int _tasks = full ? 200_000 : 40_000;

    public override string Name => "roundtrips";

    public override string Title => "Compute pool, tiny tasks there and back";

    public override int Rounds => 9;

    public override IReadOnlyList<Contender> Contenders =>
    [
        new(Single, round => Measure(round, Single, processes: 1, inFlight: 1)) { Prepare = Start },
        new(OneAtATime, round => Measure(round, OneAtATime, processes: 2, inFlight: 1)),
        new(FourInFlight, round => Measure(round, FourInFlight, processes: 2, inFlight: 4)),
        new(Python2, MeasurePython),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        new(OneAtATime, Python2),
        new(FourInFlight, Python2),
        new(OneAtATime, Single),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        new("One at a time, two workers", new(OneAtATime), 130_000),
        new("Four in flight, two workers", new(FourInFlight), 450_000),
    ];

    public override void Dispose()
    {
        _workers.ForEach(worker => worker.Dispose());
        _workers.Clear();
        base.Dispose();
    }

    private void Start()
    {
        _workers.Add(new());
        _workers.Add(new());
    }

    private void Measure(Round round, string figure, int processes, int inFlight)
    {
        TimeSpan used = ProcessorTime();
        long start = Stopwatch.GetTimestamp();
        Task[] parents = [.. _workers.Take(processes).Select(worker => Parent(() => worker.Do(_tasks, inFlight)))];
        Task.WaitAll(parents);
        double trips = (double)processes * _tasks;
        round.Enter(figure, Unit.RoundTrips, trips / Stopwatch.GetElapsedTime(start).TotalSeconds);
        round.Enter($"{figure}: processor time of a trip", Unit.ShortTime, (ProcessorTime() - used).TotalSeconds / trips);
    }

    private TimeSpan ProcessorTime()
        => _workers.Aggregate(Environment.CpuUsage.TotalTime, (sum, worker) => sum + worker.ProcessorTime);

    // A thread of its own, as a run of the engine gives each worker.
    private static Task Parent(Action talk)
        => Task.Factory.StartNew(talk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void MeasurePython(Round round)
    {
        Counting counting = Counting.By(Python.Script(Python.With("multiprocessing"), "pool_tasks", 2, _tasks / 4));
        round.Enter(Python2, Unit.RoundTrips, _tasks / 4 / counting.Seconds);
    }
}
