using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Tests.Pools;

/// <summary>Runs in order, whose first item all others wait for.</summary>
public sealed class OrderedRunTests
{
    [Fact]
    public async Task The_first_item_never_waits_behind_what_its_own_hand_has_to_tell()
    {
        WorkRun run = new(new object(), new() { Ordered = true, BatchSize = 1, MaximumRetryCount = 1 });
        run.Join(0, 100, "here");
        run.Join(1, 101, "here");
        Assert.True(run.Offer(0) && run.Offer(1));
        WorkItem first = Assert.Single(run.TakeBatch(0, 1, TimeSpan.Zero)!);
        WorkItem second = Assert.Single(run.TakeBatch(1, 1, TimeSpan.Zero)!);

        // The second has told all that may be kept, when the first comes back and goes to its hand.
        run.Deliver(1, [.. Enumerable.Repeat(WorkEvent.Wrote(second.Index, StreamKind.Output, 1), 8192)]);
        run.Lose(0, new ItemMark(first.Index, false, TimeSpan.Zero), timedOut: false, "It was killed.");
        Assert.Same(first, Assert.Single(run.TakeBatch(1, 1, TimeSpan.Zero)!));
        run.CompleteInput();

        Task telling = Task.Run(
            () =>
            {
                run.Deliver(1, [WorkEvent.Wrote(second.Index, StreamKind.Output, 2), WorkEvent.Ended(second.Index, ItemStatus.Completed, null, 1)]);
                run.Deliver(1, [WorkEvent.Ended(first.Index, ItemStatus.Completed, null, 1)]);
                run.Leave(1);
            },
            TestContext.Current.CancellationToken);
        await telling.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);

        List<ItemEvent> told = run.Take(TimeSpan.Zero, forRoom: false);
        Assert.Equal((8193 + 2, 0L), (told.Count, told[0].Item!.Index));
        Assert.True(run.IsEnded);
    }
}
