using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class PinnedWorkersTests
{
    private static readonly Job Little = new(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 1 << 20);

    public static TheoryData<WorkerType, WorkerPinning> Kinds => new()
    {
        { WorkerType.Thread, WorkerPinning.Spread },
        { WorkerType.Thread, WorkerPinning.Compact },
        { WorkerType.Process, WorkerPinning.Spread },
        { WorkerType.Process, WorkerPinning.Compact },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Count_the_same_also_when_they_are_more_than_processors(WorkerType type, WorkerPinning pinning)
    {
        NeedsLinux();

        PiEstimate estimate = Estimates.Run(Estimates.Golden(type, UsableProcessors.ForPinning()!.Count + 1) with { Pinning = pinning });

        Assert.Equal(Estimates.GoldenHits, estimate.Hits);
    }

    [Fact]
    public void One_pinned_thread_leaves_the_caller_s_alone()
    {
        NeedsLinux();
        int[]? before = ProcessorAffinity.Read(0);

        Estimates.Run(Estimates.Golden(WorkerType.Thread, 1) with { Pinning = WorkerPinning.Compact });

        Assert.Equal(before, ProcessorAffinity.Read(0));
    }

    [Fact]
    public void A_thread_is_on_its_processor_while_it_serves()
    {
        NeedsLinux();
        int last = UsableProcessors.ForPinning()![^1];
        int[]? before = ProcessorAffinity.Read(0);

        using (new LocalWorkers().Start(Little, last, () => false))
        {
            Assert.Equal([last], ProcessorAffinity.Read(0)!);
        }

        Assert.Equal(before, ProcessorAffinity.Read(0));
    }

    [Fact]
    public void A_process_is_on_its_processor_and_its_parent_is_not()
    {
        NeedsLinux();
        int last = UsableProcessors.ForPinning()![^1];
        int[]? before = ProcessorAffinity.Read(0);

        using IBlockWorker worker = new ProcessWorkers([Estimates.Pips]).Start(Little, last, () => false)!;

        Assert.Equal([last], ProcessorAffinity.Read(worker.ProcessId)!);
        Assert.Equal(before, ProcessorAffinity.Read(0));
    }

    [Fact]
    public void Five_workers_share_two_processors_in_turn()
    {
        Dealer dealer = new(Little.Plan, 5, inOrder: false, () => TimeSpan.Zero);
        Register source = new();

        new ThreadedCrew(Little, 5, source, dealer, _ => { }, [7, 3]).Dispose();

        Assert.Equal([3, 3, 7, 7, 7], source.Processors.Order());
    }

    [Fact]
    public void A_processor_that_is_not_there_ends_the_run()
    {
        NeedsLinux();
        Dealer dealer = new(Little.Plan, 1, inOrder: false, () => TimeSpan.Zero);
        using ThreadedCrew crew = new(Little, 1, new LocalWorkers(), dealer, _ => { }, [100_000]);
        dealer.Deal(Little.Plan.Blocks);

        Assert.Throws<PinningException>(() => crew.Finish(TestContext.Current.CancellationToken.ThrowIfCancellationRequested, () => TimeSpan.FromSeconds(0.1)));
    }

    private static void NeedsLinux() => Assert.SkipUnless(ThreadPin.IsSupported, "Linux keeps threads on processors.");

    /// <summary>Asked for workers, it notes where they should be, and has none.</summary>
    private sealed class Register : IWorkerSource
    {
        private readonly Lock _gate = new();

        public List<int> Processors { get; } = [];

        public IBlockWorker? Start(Job job, int? processor, Func<bool> isOver)
        {
            lock (_gate)
            {
                Processors.Add(processor!.Value);
                return null;
            }
        }

        public void Succeeded(IBlockWorker worker)
        {
        }

        public bool TryAnotherKind(IBlockWorker worker) => false;
    }
}
