using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>One repeat on one processor: a thread that is kept there counts the round's blocks by every kernel in turn.</summary>
internal sealed class CoreVisit
{
    private readonly ICoreBench _bench;
    private readonly IReadOnlyList<CoreKernel> _kernels;
    private readonly VisitPlan _plan;
    private readonly CoreRecord _record;
    private readonly int _round;
    private readonly CountdownEvent _ends;
    private readonly Thread _thread;
    private volatile bool _cut;
    private long _done;

    /// <param name="bench">The machine.</param>
    /// <param name="kernels">What counts.</param>
    /// <param name="plan">How many blocks each kernel counts.</param>
    /// <param name="record">The processor; its tally is this visit's until its thread has ended.</param>
    /// <param name="round">The round, from 1, which decides the blocks.</param>
    /// <param name="ends">Told when it is over.</param>
    public CoreVisit(
        ICoreBench bench, IReadOnlyList<CoreKernel> kernels, VisitPlan plan, CoreRecord record, int round, CountdownEvent ends)
    {
        _bench = bench;
        _kernels = kernels;
        _plan = plan;
        _record = record;
        _round = round;
        _ends = ends;
        _thread = new(Run) { IsBackground = true, Name = $"PiPS core {record.Processor}" };
        _thread.Start();
    }

    /// <summary>Share of its blocks that it has counted, 0 to 1.</summary>
    public double Share => (double)Interlocked.Read(ref _done) / _plan.Total;

    /// <summary>The rate's part of the repeat; nothing if that wasn't counted to its end.</summary>
    public BenchmarkSample? Sample { get; private set; }

    /// <summary>Why the processor can't be tested; nothing if it can.</summary>
    public string? Loss { get; private set; }

    /// <summary>What nobody foresaw.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Ends it behind the block that it is on.</summary>
    public void Cut() => _cut = true;

    /// <summary>Waits for the thread's end.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        try
        {
            Work();
        }
        catch (PinningException refused)
        {
            Loss = refused.Message;
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
        finally
        {
            _ends.Signal();
        }
    }

    private void Work()
    {
        long start = _bench.Time.GetTimestamp();
        _bench.Hold(_record.Processor);
        double ready = Seconds(start);
        double compute = 0.0;
        long hits = 0;

        // The fastest comes last: by then the clock is where a load has it.
        for (int kernel = _kernels.Count - 1; kernel >= 0 && !_cut; kernel--)
        {
            TrialSource source = _kernels[kernel].Create();
            long begin = _bench.Time.GetTimestamp();
            hits = Count(source, kernel);
            compute = Seconds(begin);
        }

        if (!_bench.IsHeld(_record.Processor))
        {
            Loss = "It was taken away while it was tested.";
        }
        else if (!_cut)
        {
            Sample = new()
            {
                Round = _round,
                Trials = _plan.Blocks[0] * GoldenBlocks.Size,
                Hits = hits,
                StartUp = ready,
                Compute = compute,
                Elapsed = Seconds(start),
            };
        }
    }

    private long Count(TrialSource source, int kernel)
    {
        long blocks = _plan.Blocks[kernel];
        long first = (long)((Int128)(_round - 1) * blocks % GoldenBlocks.Count);
        long sum = 0;

        for (long i = 0; i < blocks && !_cut; i++)
        {
            int block = (int)((first + i) % GoldenBlocks.Count);
            source.Begin((ulong)block);
            long hits = source.Count(GoldenBlocks.Size);
            _record.Tally.Add(kernel, block, hits);
            sum += hits;
            Interlocked.Increment(ref _done);
        }

        return sum;
    }

    private double Seconds(long since) => _bench.Time.GetElapsedTime(since).TotalSeconds;
}
