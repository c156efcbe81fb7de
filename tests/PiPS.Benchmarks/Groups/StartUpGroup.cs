using System.Diagnostics;
using System.Globalization;
using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;
using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Benchmarks.Groups;

/// <summary>What it takes to get processes going: a worker's start and memory, and whole runs beside Python's pools.</summary>
internal sealed class StartUpGroup(bool full) : BenchmarkGroup
{
    private const string Ready = "Worker, start to ready";
    private const string Answered = "Worker, start to its first answer";
    private const string WorkerLife = "Worker, start to end";
    private const string Memory = "Worker, most memory";
    private const string Processes = "pips estimate 1e8 --workers 8 --type process";
    private const string Threads = "pips estimate 1e8 --workers 8 --type thread";
    private const string Engine = "Engine, 1e8 trials, 8 processes from nothing";
    private const string Fork = "Python, Pool(8) by fork, started and answered once";
    private const string Spawn = "Python, Pool(8) by spawn, started and answered once";
    private const string Tutorial = "Python, tutorial's program, 1e8, Pool(8)";

    public override string Name => "startup";

    public override string Title => "Processes, from nothing";

    public override int Rounds => 11;

    public override IReadOnlyList<Contender> Contenders =>
    [
        new("Worker", MeasureWorker) { Prepare = Repository.ThrowUnlessBuilt },
        new(Engine, MeasureEngine) { Prepare = Repository.ThrowUnlessBuilt },
        Whole(Processes),
        Whole(Threads),
        new(Fork, round => MeasurePython(round, Fork, "pool_start", "fork", 8)),
        new(Spawn, round => MeasurePython(round, Spawn, "pool_start", "spawn", 8)),
        .. new Contender[] { new(Tutorial, round => MeasurePython(round, Tutorial, "tutorial_program", 100_000_000, 8)) }
            .Where(_ => full),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        new(Engine, Fork),
        new(Engine, Spawn),
        new(Engine, Tutorial),
        new(Processes, Tutorial),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        new(Ready, new(Ready), 0.06),
        new(Engine, new(Engine), 0.4),
    ];

    private static Contender Whole(string command) => new(command, round =>
    {
        string[] arguments = [.. command.Split(' ').Skip(1), "--seed", "42"];
        Enter(round, command, () => new ChildProgram(Repository.Pips, arguments).Run().Seconds);
    })
    {
        Prepare = Repository.ThrowUnlessBuilt,
    };

    private static void MeasureWorker(Round round) => Enter(round, WorkerLife, () =>
    {
        long start = Stopwatch.GetTimestamp();
        LiveAndDie(round, start);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });

    private static void LiveAndDie(Round round, long start)
    {
        Job job = new(Generator.Xoshiro256PlusPlus, 42, TrialSources.DefaultBlockSize(Generator.Xoshiro256PlusPlus), 100_000_000);
        WorkerCommand command = Repository.WorkerCommand;
        using ProcessWorker worker = new(command, WorkerProcess.Start(command), job);
        worker.WaitUntilReady();
        round.Enter(Ready, Unit.Time, Stopwatch.GetElapsedTime(start).TotalSeconds);

        worker.Post(job.Plan.Blocks);
        WrongHitsException.ThrowUnless("A worker process", 78_539_708, worker.Take().Hits);
        round.Enter(Answered, Unit.Time, Stopwatch.GetElapsedTime(start).TotalSeconds);

        if (MostMemory(worker.ProcessId) is long bytes)
        {
            round.Enter(Memory, Unit.Memory, bytes);
        }
    }

    private static void MeasureEngine(Round round)
    {
        EstimateOptions options = new() { Trials = 100_000_000, Type = WorkerType.Process, WorkerCount = 8, Seed = 42 };
        Enter(round, Engine, () =>
        {
            PiEstimate estimate = EstimateRun.Execute(options, [Repository.WorkerCommand]);
            WrongHitsException.ThrowUnless(Engine, 78_539_708, estimate.Hits);
            return estimate.Elapsed;
        });
    }

    private static void MeasurePython(Round round, string figure, string script, params IEnumerable<object> arguments)
    {
        ChildProgram program = Python.Script(Python.With("multiprocessing"), script, arguments);
        Enter(round, figure, () => Counting.By(program).Seconds);
    }

    private static void Enter(Round round, string figure, Func<double> run)
    {
        double? before = ProcessorTime.OfEverything();
        round.Enter(figure, Unit.Time, run());

        if (ProcessorTime.OfEverything() - before is double seconds)
        {
            round.Enter($"{figure}: processor time", Unit.Time, seconds);
        }
    }

    // Its "high water mark" of resident memory, in KiB.
    private static long? MostMemory(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        IEnumerable<string> lines = File.ReadLines($"/proc/{processId}/status");
        string line = lines.First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
