using PiPS.Engine.Pools;
using PiPS.Soaking.Checking;
using PiPS.Soaking.Workers;

namespace PiPS.Soaking.Workloads;

/// <summary>Things that are done at the same time, while workers are killed and halted and a pool changes its size: a plan made from a seed.</summary>
internal sealed class Scenario
{
    private readonly SoakOptions _options;
    private readonly ScenarioContext _context;
    private readonly int _poolSize;
    private readonly int? _maximumTasks;
    private readonly (int AtMilliseconds, int Count)[] _resizes;
    private readonly Blow[] _blows;
    private readonly List<string> _lines = [];

    /// <param name="seed">What decides it all.</param>
    /// <param name="options">Which parts there are; the others are planned as they would be, and left out.</param>
    /// <param name="folder">Where its files are.</param>
    public Scenario(int seed, SoakOptions options, string folder)
    {
        Seed = seed;
        _options = options;
        Random random = new(seed);
        bool onThreads = random.Next(4) == 0;
        _context = new(onThreads, folder);
        _poolSize = random.Next(1, 5);
        _maximumTasks = random.Next(4) == 0 ? random.Next(20, 2000) : null;
        _resizes = [.. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 6) : 0).Select(_ => (random.Next(3000), random.Next(1, 6)))];
        int blows = random.Next(3) > 0 ? random.Next(1, 7) : 0;
        _blows = [.. Enumerable.Range(0, blows).Select(_ => new Blow(Moment(random), random.Next(100), random.Next(4) == 0 ? random.Next(50, 2500) : 0)).OrderBy(blow => blow.AtMilliseconds)];
        _lines.Add($"pool of {_poolSize} {(onThreads ? "threads" : "processes")}{(_maximumTasks is int most ? $", replaced after {most} items" : string.Empty)}");
        _lines.AddRange(_resizes.Select(resize => $"at {resize.AtMilliseconds} ms resize it to {resize.Count}"));
        _lines.AddRange(_blows.Select(blow => blow.ToString()));
    }

    public int Seed { get; }

    /// <summary>What it does, in lines; complete once it has begun.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Carries it out.</summary>
    /// <param name="begun">Called once the lines are complete.</param>
    /// <exception cref="ViolationException">Something came that mustn't.</exception>
    public void Run(Action begun)
    {
        using WorkerPool pool = _context.StartPool("main", _poolSize, _maximumTasks);
        Strand[] strands = [.. Plan(pool)];
        _lines.AddRange(strands.Select(strand => strand.ToString()));
        begun();
        using CancellationTokenSource end = new();
        Task[] others = [Task.Run(() => Strike(end.Token)), Task.Run(() => Resize(pool, end.Token))];
        Task[] doing = [.. strands.Select(strand => Task.Factory.StartNew(
            () => strand.Run(_context), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        try
        {
            // The first that fails is told; others may wait for it for ever.
            for (List<Task> left = [.. doing]; left.Count > 0;)
            {
                Task ended = left[Task.WaitAny([.. left])];
                left.Remove(ended);
                ended.GetAwaiter().GetResult();
            }
        }
        finally
        {
            end.Cancel();
            Task.WaitAll(others);
        }

        ViolationException.Unless(_context.Space.All().Count == 0, "no shared object left", () => string.Join(", ", _context.Space.All()));
        pool.Drain();

        // Any change of the pool ends the wait.
        while (!pool.WaitForEnd(TimeSpan.FromSeconds(1)))
        {
            _context.CheckTime(() => $"the pool is {pool.State}, with {pool.Workers.Count} workers");
        }
    }

    private IEnumerable<Strand> Plan(WorkerPool pool)
    {
        int kills = _blows.Count(blow => blow.HaltMilliseconds == 0);

        for (int i = 0; i < SoakOptions.WorkloadParts.Length; i++)
        {
            // Each from a seed of its own: so those that are left out change no other.
            Random random = new(unchecked((Seed * 397) + i));
            string part = SoakOptions.WorkloadParts[i];
            int count = random.Next(part == "tasks" ? 4 : 3);

            for (int j = 0; j < count; j++)
            {
                Strand strand = part switch
                {
                    "estimates" => new EstimateStrand(random, pool),
                    "tasks" => new TaskStrand(random, _context.OnThreads, pool, cancels: random.Next(4) == 0),
                    "logs" => new LogStrand(random, pool),
                    "queues" => new QueueStrand(random),
                    _ => new LockStrand(random, kills),
                };

                if (_options.Has(part))
                {
                    yield return strand;
                }
            }
        }
    }

    // Early ones are more frequent: most scenarios are short.
    private static int Moment(Random random) => (int)(100.0 * Math.Pow(30.0, random.NextDouble()));

    private void Strike(CancellationToken end)
    {
        long start = Environment.TickCount64;

        foreach (Blow blow in _blows)
        {
            if (end.WaitHandle.WaitOne((int)Math.Max(0, blow.AtMilliseconds - (Environment.TickCount64 - start))))
            {
                return;
            }

            int[] children = Footprint.Children();

            if (children.Length == 0)
            {
                continue;
            }

            int victim = children[blow.Pick % children.Length];

            if (blow.HaltMilliseconds == 0)
            {
                // Before: whoever sees the end must find it counted.
                _context.CountKill();
                Signals.Send(victim, Signals.Kill);
                continue;
            }

            _context.CountHalt();
            Signals.Send(victim, Signals.Halt);
            end.WaitHandle.WaitOne(blow.HaltMilliseconds);
            Signals.Send(victim, Signals.Continue);
        }
    }

    private void Resize(WorkerPool pool, CancellationToken end)
    {
        long start = Environment.TickCount64;

        foreach ((int at, int count) in _resizes.OrderBy(resize => resize.AtMilliseconds))
        {
            if (end.WaitHandle.WaitOne((int)Math.Max(0, at - (Environment.TickCount64 - start))))
            {
                return;
            }

            pool.Resize(count);
        }
    }
}
