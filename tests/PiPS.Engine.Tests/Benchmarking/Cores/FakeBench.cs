using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

/// <summary>A machine of processors that count as they are told, each by a clock that its own work moves: no time is measured.</summary>
internal sealed class FakeBench : ICoreBench
{
    private const string Fast = "Fast";
    private const string Plain = "Plain";

    // One more than the processor that the thread is kept on; 0 on threads that aren't.
    [ThreadStatic]
    private static int _processor;

    private readonly ThreadClock _clock = new();
    private readonly int[] _usable;
    private int _held;

    public FakeBench(params int[] usable) => _usable = usable;

    public TimeProvider Time => _clock;

    /// <summary>Whether all threads have one clock, the sum of what all do: for tests that end by it.</summary>
    public bool HasOneClock { init => _clock.IsShared = value; }

    /// <summary>Hits that a processor makes of the right ones: (processor, kernel, block, right).</summary>
    public Func<int, string, int, long, long> Counts { get; init; } = (_, _, _, right) => right;

    /// <summary>Trials a second of a processor in its n-th visit, from 1.</summary>
    public Func<int, int, double> Rate { get; init; } = (_, _) => 1e10;

    /// <summary>Whether a processor refuses its n-th visit.</summary>
    public Func<int, int, bool> Refuses { get; init; } = (_, _) => false;

    /// <summary>Whether a processor hands its thread to another in its n-th visit.</summary>
    public Func<int, int, bool> GoesOffline { get; init; } = (_, _) => false;

    /// <summary>Called at each block, on the thread that counts.</summary>
    public Action<int> OnBlock { get; init; } = _ => { };

    /// <summary>A processor's highest frequency, in MHz; null if unknown.</summary>
    public Func<int, double?> Frequency { get; init; } = _ => null;

    /// <summary>Visits so far, by processor, in their order.</summary>
    public List<int> Visits { get; } = [];

    /// <summary>The most processors that were visited at a time.</summary>
    public int MostAtATime { get; private set; }

    /// <summary>The threads that were kept on processors.</summary>
    public List<Thread> Threads { get; } = [];

    public bool IsSupported { get; init; } = true;

    public IReadOnlyList<int>? Usable() => IsSupported ? _usable : null;

    public IReadOnlyList<LogicalProcessor> Places()
        => [.. _usable.Select(id => new LogicalProcessor { Id = id, Core = id / 2, Socket = 0, NumaNode = id, MaximumFrequency = Frequency(id) })];

    public void Hold(int processor)
    {
        lock (Visits)
        {
            Visits.Add(processor);
            Threads.Add(Thread.CurrentThread);
            MostAtATime = Math.Max(MostAtATime, ++_held);
        }

        if (Refuses(processor, VisitsOf(processor)))
        {
            IsHeld(processor);
            throw new PinningException("The system said no.");
        }

        _processor = processor + 1;
    }

    public bool IsHeld(int processor)
    {
        lock (Visits)
        {
            _held--;
        }

        return !GoesOffline(processor, VisitsOf(processor));
    }

    public IReadOnlyList<CoreKernel> Kernels(Generator generator, ulong seed)
        => [new(Fast, () => new Source(this, Fast, seed)), new(Plain, () => new Source(this, Plain, seed))];

    public TrialSource Reference(Generator generator, ulong seed) => new Source(this, "Reference", seed);

    /// <summary>What a block has: the golden hits, or for other seeds as good as.</summary>
    public static long Right(ulong seed, int block) => GoldenBlocks.Hits[block] + (long)(seed - GoldenBlocks.Seed);

    private int VisitsOf(int processor)
    {
        lock (Visits)
        {
            return Visits.Count(visited => visited == processor);
        }
    }

    private sealed class Source(FakeBench bench, string kernel, ulong seed) : TrialSource
    {
        private int _block;

        public override void Begin(ulong block) => _block = (int)block;

        public override long Count(long trials)
        {
            int processor = _processor - 1;
            bench.OnBlock(processor);
            bench._clock.Advance(trials / (processor < 0 ? 1e10 : bench.Rate(processor, bench.VisitsOf(processor))));
            return bench.Counts(processor, kernel, _block, Right(seed, _block));
        }
    }

    /// <summary>Each thread has its own time, or all have one.</summary>
    private sealed class ThreadClock : TimeProvider
    {
        [ThreadStatic]
        private static double _ownTime;

        private long _shared;

        public bool IsShared { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
            => IsShared ? Interlocked.Read(ref _shared) : (long)(_ownTime * TimeSpan.TicksPerSecond);

        public void Advance(double seconds)
        {
            _ownTime += seconds;
            Interlocked.Add(ref _shared, (long)(seconds * TimeSpan.TicksPerSecond));
        }
    }
}
