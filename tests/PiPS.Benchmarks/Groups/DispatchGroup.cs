using System.Diagnostics;
using PiPS.Benchmarks.Dispatching;
using PiPS.Benchmarks.Measuring;
using PiPS.SimulatedLauncher;

namespace PiPS.Benchmarks.Groups;

/// <summary>What it costs this process to keep many workers busy, who are simulated and cost nothing themselves.</summary>
/// <remarks>
/// Items take a second on the average worker. Processor time is the whole process's: the simulated workers' waiting is in it, and
/// what threads cost that only wait for as long stands beside it.
/// </remarks>
internal sealed class DispatchGroup(bool full) : BenchmarkGroup
{
    private const string Sleeping = "Only sleeping";
    private const string Items = "Estimate, items of 1 s";
    private const string Pieces = "Estimate, its own pieces";
    private const string Pool = "Pool, items of 1 s";
    private const string PoolPieces = "Estimate on a pool";

    private static readonly string[] Kinds = [Items, Pieces, Pool, PoolPieces];

    private static readonly LauncherModel Model = new()
    {
        Seed = 1,
        StartUp = (TimeSpan.Zero, TimeSpan.FromSeconds(1)),
        Speed = (0.7, 1.3),
    };

    private readonly int[] _counts = full ? [10, 100, 1000, 4096] : [10, 100, 1000];
    private readonly TimeSpan _window = TimeSpan.FromSeconds(full ? 4.0 : 2.0);

    public override string Name => "dispatch";

    public override string Title => "Dispatching to many workers, simulated";

    public override int Rounds => full ? 5 : 3;

    public override IReadOnlyList<Contender> Contenders =>
    [
        .. _counts.SelectMany(count => new[]
        {
            Contender(Sleeping, count, () => new SleepingThreads(count, Model)),
            Contender(Items, count, () => new DispatchedEstimate(count, Model, inItems: true)),
            Contender(Pieces, count, () => new DispatchedEstimate(count, Model, inItems: false)),
            Contender(Pool, count, () => new DispatchedPool(count, Model)),
            Contender(PoolPieces, count, () => new DispatchedPoolEstimate(count, Model)),
        }),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        .. _counts.SelectMany(count => Kinds.Select(kind => new Quantity(Figure(kind, count), Figure(Sleeping, count)))),
        .. _counts.Skip(1).SelectMany((count, i) => Kinds.Append(Sleeping).Select(kind => Growth(kind, _counts[i], count))),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        .. Kinds.Select(kind => new Target($"{kind}, 1,000 workers: share of a core", new(Figure(kind, 1000)), 0.05)),
        .. _counts.Skip(1).SelectMany((count, i) => Kinds.Select(kind
            => new Target($"{kind}, {count:N0} workers: cost of each over that at {_counts[i]:N0}", Growth(kind, _counts[i], count), 1.0))),
    ];

    private static string Figure(string kind, int count) => $"{kind}, {count:N0}";

    private static Quantity Growth(string kind, int fewer, int more) => new(Figure(kind, more), Figure(kind, fewer))
    {
        Divisor = (double)more / fewer,
        Label = $"{kind}: cost of each of {more:N0} / of {fewer:N0}",
    };

    private Contender Contender(string kind, int count, Func<DispatchLoad> start)
        => new(Figure(kind, count), round => Measure(round, Figure(kind, count), count, start));

    private void Measure(Round round, string figure, int count, Func<DispatchLoad> start)
    {
        if (round.IsWarmUp && count > _counts[0])
        {
            return;
        }

        TimeSpan before = Environment.CpuUsage.TotalTime;
        long began = 0;

        using (DispatchLoad load = start())
        {
            while (!load.IsUnderWay)
            {
                Thread.Sleep(20);
            }

            // The first items are still those that came all at once.
            Thread.Sleep(_window / 2.0);
            round.Enter($"{figure}: start, of each", Unit.ShortTime, (Environment.CpuUsage.TotalTime - before).TotalSeconds / count);
            Use(round, figure, load);
            began = Stopwatch.GetTimestamp();
            before = Environment.CpuUsage.TotalTime;
        }

        round.Enter($"{figure}: end, of each", Unit.ShortTime, (Environment.CpuUsage.TotalTime - before).TotalSeconds / count);
        round.Enter($"{figure}: end", Unit.Time, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private void Use(Round round, string figure, DispatchLoad load)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long items = load.Items;
        long began = Stopwatch.GetTimestamp();
        Thread.Sleep(_window);
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        round.Enter(figure, Unit.Cores, used.TotalSeconds / seconds);
        round.Enter($"{figure}: items", Unit.Items, (load.Items - items) / seconds);
    }
}
