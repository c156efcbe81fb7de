using System.Globalization;
using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;

namespace PiPS.Benchmarks.Groups;

/// <summary>Script blocks over many items: Invoke-WorkerTask beside what PowerShell has, and Python's pool.</summary>
internal sealed class TaskGroup(bool full) : BenchmarkGroup
{
    private const string Threads = "Invoke-WorkerTask, 2 threads, warm";
    private const string Processes = "Invoke-WorkerTask, 2 processes, warm";
    private const string Single = "Invoke-WorkerTask, 2 processes, -BatchSize 1";
    private const string FreshThreads = "Invoke-WorkerTask, 2 threads, their first 100,000";
    private const string FreshProcesses = "Invoke-WorkerTask, 2 processes, their first 100,000";
    private const string Sequential = "ForEach-Object";
    private const string Parallel = "ForEach-Object -Parallel -ThrottleLimit 2";
    private const string ThreadJob = "Start-ThreadJob, a job an item";
    private const string Job = "Start-Job, a job an item";
    private const string PythonAuto = "Python, Pool(2).map";
    private const string PythonSingle = "Python, Pool(2).imap, chunksize=1";

    private static readonly string[] Pools = ["threads", "processes"];

    private readonly int _items = full ? 300_000 : 100_000;
    private PowerShellSession? _session;

    public override string Name => "tasks";

    public override string Title => "Script blocks over many items";

    public override int Rounds => 7;

    public override IReadOnlyList<Contender> Contenders =>
    [
        Items(Threads, _items, n => $"1..{n} | Invoke-WorkerTask {{ $_ * 2 }} -Pool threads") with { Prepare = Start },
        Items(Sequential, _items, n => $"1..{n} | ForEach-Object {{ $_ * 2 }}"),
        Items(Processes, _items, n => $"1..{n} | Invoke-WorkerTask {{ $_ * 2 }} -Pool processes"),
        Items(Single, _items / 3, n => $"1..{n} | Invoke-WorkerTask {{ $_ * 2 }} -Pool processes -BatchSize 1"),
        new(FreshThreads, round => MeasureFresh(round, FreshThreads, "Thread")),
        new(FreshProcesses, round => MeasureFresh(round, FreshProcesses, "Process")),
        Items(Parallel, 300, n => $"1..{n} | ForEach-Object -Parallel {{ $_ * 2 }} -ThrottleLimit 2"),
        Items(ThreadJob, 20, n => $"1..{n} | ForEach-Object {{ Start-ThreadJob {{ $using:_ * 2 }} -ThrottleLimit 2 }} | Receive-Job -Wait -AutoRemoveJob"),
        .. new[] { Items(Job, 4, n => $"1..{n} | ForEach-Object {{ Start-Job {{ $using:_ * 2 }} }} | Receive-Job -Wait -AutoRemoveJob") }.Where(_ => full),
        Work("1 ms", 2000, 52_000),
        Work("10 ms", 300, 520_000),
        new(PythonAuto, round => MeasurePython(round, PythonAuto, "auto", _items)),
        new(PythonSingle, round => MeasurePython(round, PythonSingle, "1", _items / 5)),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        new(Threads, Sequential), new(Processes, Sequential), new(Threads, Parallel), new(Processes, Parallel), new(Processes, ThreadJob),
        new(Processes, Job), new(Processes, PythonAuto), new(Single, PythonSingle),
        SpeedUp("1 ms", "threads"), SpeedUp("1 ms", "processes"), SpeedUp("10 ms", "threads"), SpeedUp("10 ms", "processes"),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        new("Trivial script, threads, warm", new(Threads), 450_000),
        new("Trivial script, processes, warm", new(Processes), 450_000),
        new("Trivial script, a fresh process worker's first 100,000", new(FreshProcesses), 250_000),
        new("Batch size 1, processes", new(Single), 100_000),
        new("Speed-up at 1 ms an item, threads", SpeedUp("1 ms", "threads"), 1.9),
        new("Speed-up at 1 ms an item, processes", SpeedUp("1 ms", "processes"), 1.9),
        new("Speed-up at 10 ms an item, threads", SpeedUp("10 ms", "threads"), 1.9),
        new("Speed-up at 10 ms an item, processes", SpeedUp("10 ms", "processes"), 1.9),
    ];

    public override void Dispose()
    {
        _session?.Dispose();
        _session = null;
        base.Dispose();
    }

    private static string On(string work, string workers) => $"{work} an item, {workers}";

    private static Quantity SpeedUp(string work, string workers) => new(On(work, workers), On(work, "& { process { } }"));

    private static void MeasurePython(Round round, string figure, string chunk, int tasks)
    {
        Counting counting = Counting.By(Python.Script(Python.With("multiprocessing"), "pool_map", 2, tasks, chunk));
        round.Enter(figure, Unit.Items, tasks / counting.Seconds);
    }

    private Contender Items(string figure, int items, Func<int, string> script)
        => new(figure, round => round.Enter(figure, Unit.Items, items / _session!.Seconds(script(items))));

    // The same script in one scope of its own, where its variables are compiled: else the comparison would flatter us.
    private Contender Work(string work, int items, int turns) => new(work, round =>
    {
        string script = string.Create(CultureInfo.InvariantCulture, $"for ($i = 0; $i -lt {turns}; $i++) {{ }}");
        double alone = _session!.Seconds($"1..{items} | & {{ process {{ {script} }} }}");
        round.Enter(On(work, "& { process { } }"), Unit.Items, items / alone);

        foreach (string pool in Pools)
        {
            double together = _session.Seconds($"1..{items} | Invoke-WorkerTask {{ {script} }} -Pool {pool}");
            round.Enter(On(work, pool), Unit.Items, items / together);
        }
    });

    private void MeasureFresh(Round round, string figure, string type)
    {
        _ = _session!.Seconds($"$fresh = Start-WorkerPool fresh -Type {type} -Count 2; while (@($fresh.Workers.State -eq 'Idle').Count -lt 2) {{ [Threading.Thread]::Sleep(1) }}");
        round.Enter(figure, Unit.Items, 100_000 / _session.Seconds("1..100000 | Invoke-WorkerTask { $_ * 2 } -Pool fresh"));
        _ = _session.Seconds("Stop-WorkerPool fresh -Force");
    }

    private void Start()
    {
        Repository.ThrowUnlessBuilt();
        _session = new();
        _ = _session.Seconds(PowerShellSession.Import);
        _ = _session.Seconds("$ProgressPreference = 'SilentlyContinue'");
        _ = _session.Seconds("Start-WorkerPool threads -Type Thread -Count 2; Start-WorkerPool processes -Type Process -Count 2");

        for (int i = 0; i < 3; i++)
        {
            _ = _session.Seconds("1..100000 | Invoke-WorkerTask { $_ * 2 } -Pool threads; 1..100000 | Invoke-WorkerTask { $_ * 2 } -Pool processes");
        }
    }
}
