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
    private const string PythonPool = "Python, Pool(2).imap, chunksize=1";
    private const string OfATrip = ": processor time of a trip";

    private readonly NativePrograms _native = new();
    private readonly List<TinyWorker> _workers = [];
    private readonly int _tasks = full ? 200_000 : 40_000;
    private string _pipes = string.Empty;

    public override string Name => "roundtrips";

    public override string Title => "Compute pool, tiny tasks there and back";

    public override int Rounds => 9;

    public override IReadOnlyList<Contender> Contenders =>
    [
        new(Single, round => Measure(round, Single, processes: 1, inFlight: 1)) { Prepare = Start },
        new(OneAtATime, round => Measure(round, OneAtATime, processes: 2, inFlight: 1)),
        new(FourInFlight, round => Measure(round, FourInFlight, processes: 2, inFlight: 4)),
        new("C, bare pipes", MeasurePipes) { Prepare = () => _pipes = _native.Compile("pipes", needsVectors: false) },
        new(PythonPool, MeasurePython),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        new(OneAtATime, InC(OneAtATime)),
        new(FourInFlight, InC(FourInFlight)),
        new(OneAtATime + OfATrip, InC(OneAtATime) + OfATrip),
        new(FourInFlight + OfATrip, InC(FourInFlight) + OfATrip),
        new(OneAtATime, PythonPool),
        new(FourInFlight, PythonPool),
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
        _native.Dispose();
        base.Dispose();
    }

    private static string InC(string figure) => $"C, bare pipes, {figure}";

    private static void Enter(Round round, string figure, double trips, double seconds, double processorSeconds)
    {
        round.Enter(figure, Unit.RoundTrips, trips / seconds);
        round.Enter(figure + OfATrip, Unit.ShortTime, processorSeconds / trips);
    }

    // A thread of its own, as a run of the engine gives each worker.
    private static Task Parent(Action talk)
        => Task.Factory.StartNew(talk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Start()
    {
        _workers.Add(new());
        _workers.Add(new());
    }

    private void Measure(Round round, string figure, int processes, int inFlight)
    {
        TimeSpan used = ProcessorTime();
        long start = Stopwatch.GetTimestamp();
        Task.WaitAll([.. _workers.Take(processes).Select(worker => Parent(() => worker.Do(_tasks, inFlight)))]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Enter(round, figure, (double)processes * _tasks, seconds, (ProcessorTime() - used).TotalSeconds);
    }

    private void MeasurePipes(Round round)
    {
        (string Figure, int Processes, int InFlight)[] ways = [(Single, 1, 1), (OneAtATime, 2, 1), (FourInFlight, 2, 4)];

        foreach ((string figure, int processes, int inFlight) in ways)
        {
            Counting counting = Counting.By(new(_pipes, $"{processes}", $"{_tasks}", $"{inFlight}"));
            Enter(round, InC(figure), counting.Count, counting.Seconds, counting.ProcessorSeconds ?? double.NaN);
        }
    }

    private void MeasurePython(Round round)
    {
        // A quarter of the tasks is enough at its pace.
        Counting counting = Counting.By(Python.Script(Python.With("multiprocessing"), "pool_tasks", 2, _tasks / 4));
        round.Enter(PythonPool, Unit.RoundTrips, _tasks / 4 / counting.Seconds);
    }

    private TimeSpan ProcessorTime()
        => _workers.Aggregate(Environment.CpuUsage.TotalTime, (sum, worker) => sum + worker.ProcessorTime);
}
