using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;

namespace PiPS.Benchmarks.Groups;

/// <summary>Queues, pipes and dictionaries between two worker processes, beside Python's.</summary>
internal sealed class SharingGroup(bool full) : BenchmarkGroup
{
    private const int Mebibyte = 1 << 20;
    private const string Queue = "queue, small messages";
    private const string LargeQueue = "queue, 1 MiB messages";
    private const string RoundTrips = "pipe, small round trips";
    private const string LargePipe = "pipe, 1 MiB messages";
    private const string HugePipe = "pipe, 64 MiB messages";
    private const string Get = "dictionary, get";
    private const string Set = "dictionary, set";

    private readonly int _many = full ? 300_000 : 100_000;
    private readonly int _some = full ? 30_000 : 10_000;
    private PowerShellSession? _session;

    public override string Name => "sharing";

    public override string Title => "Shared objects between two worker processes";

    public override int Rounds => 5;

    public override IReadOnlyList<Contender> Contenders =>
    [
        Ours(Queue, Unit.Messages, _many, 1, n => Between(
            "$q = New-WorkerQueue", $"1..{n} | Send-WorkerMessage $using:q; Complete-WorkerQueue $using:q", "Receive-WorkerMessage $using:q -All | Out-Null", "$q"))
            with { Prepare = Start },
        Theirs(Queue, "queue", Unit.Messages, _many, 0),
        Ours(LargeQueue, Unit.Throughput, 300, Mebibyte, n => Between(
            "$q = New-WorkerQueue -Capacity 8", Send("$using:q", n, Mebibyte), Receive("$using:q", n), "$q")),
        Theirs(LargeQueue, "queue", Unit.Throughput, 300, Mebibyte),
        Ours(RoundTrips, Unit.RoundTrips, _some, 1, n => Between(
            "$a, $b = New-WorkerPipe",
            $"$a = $using:a; $v = $null; foreach ($i in 1..{n}) {{ $null = $a.Send(1); $null = $a.Receive([ref]$v) }}",
            $"$b = $using:b; $v = $null; foreach ($i in 1..{n}) {{ $null = $b.Receive([ref]$v); $null = $b.Send($v) }}",
            "$a, $b")),
        Theirs(RoundTrips, "round-trips", Unit.RoundTrips, _some, 0),
        Ours(LargePipe, Unit.Throughput, 300, Mebibyte, n => Between("$a, $b = New-WorkerPipe", Send("$using:a", n, Mebibyte), Receive("$using:b", n), "$a, $b")),
        Theirs(LargePipe, "pipe", Unit.Throughput, 300, Mebibyte),
        Ours(HugePipe, Unit.Throughput, 6, 64 * Mebibyte, n => Between("$a, $b = New-WorkerPipe", Send("$using:a", n, 64 * Mebibyte), Receive("$using:b", n), "$a, $b")),
        Theirs(HugePipe, "pipe", Unit.Throughput, 6, 64 * Mebibyte),
        Ours(Get, Unit.Operations, _some, 1, n => Alone($"$d = $using:d; foreach ($i in 1..{n}) {{ $null = $d['a'] }}")),
        Theirs(Get, "get", Unit.Operations, _some, 0),
        Ours(Set, Unit.Operations, _some, 1, n => Alone($"$d = $using:d; foreach ($i in 1..{n}) {{ $d['a'] = $i }}")),
        Theirs(Set, "set", Unit.Operations, _some, 0),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
        [.. new[] { Queue, LargeQueue, RoundTrips, LargePipe, HugePipe, Get, Set }.Select(what => new Quantity(what, PythonsOwn(what)))];

    public override IReadOnlyList<Target> Targets =>
    [
        new("Queue, small messages", new(Queue), 200_000),
        new("Queue, 1 MiB messages", new(LargeQueue), 2e9),
        new("Pipe, small round trips", new(RoundTrips), 30_000),
        new("Pipe, 1 MiB messages", new(LargePipe), 3e9),
        new("Pipe, 64 MiB messages", new(HugePipe), 2e9),
        new("Dictionary, get", new(Get), 35_000),
        new("Dictionary, set", new(Set), 35_000),
    ];

    public override void Dispose()
    {
        _session?.Dispose();
        _session = null;
        base.Dispose();
    }

    private static string PythonsOwn(string what) => $"Python, {what}";

    // One worker runs the first script, the other the second.
    private static string Between(string make, string first, string second, string remove)
        => $"{make}; 1..2 | Invoke-WorkerTask {{ if ($_ -eq 1) {{ {first} }} else {{ {second} }} }} -Pool two -BatchSize 1; Remove-SharedObject {remove}";

    private static string Alone(string script) => $"1 | Invoke-WorkerTask {{ {script} }} -Pool two";

    private static string Send(string channel, int count, int size)
        => $"$c = {channel}; $x = [byte[]]::new({size}); foreach ($i in 1..{count}) {{ $null = $c.Send($x) }}";

    private static string Receive(string channel, int count)
        => $"$c = {channel}; $v = $null; foreach ($i in 1..{count}) {{ $null = $c.Receive([ref]$v) }}";

    private static Contender Theirs(string what, string mode, Unit unit, int count, int size) => new(PythonsOwn(what), round =>
    {
        Counting counting = Counting.By(Python.Script(Python.With("multiprocessing"), "sharing", mode, count, size));
        round.Enter(PythonsOwn(what), unit, (double)count * Math.Max(size, 1) / counting.Seconds);
    });

    private Contender Ours(string what, Unit unit, int count, int size, Func<int, string> script)
        => new(what, round => round.Enter(what, unit, (double)count * size / _session!.Seconds(script(count))));

    private void Start()
    {
        Repository.ThrowUnlessBuilt();
        _session = new();
        _ = _session.Seconds(PowerShellSession.Import);
        _ = _session.Seconds("$ProgressPreference = 'SilentlyContinue'; $v = $null");
        _ = _session.Seconds("Start-WorkerPool two -Count 2; $d = New-SharedObject -Type Dictionary; $d['a'] = 0");
        _ = _session.Seconds("1..1000 | Invoke-WorkerTask { $_ } -Pool two");
    }
}
