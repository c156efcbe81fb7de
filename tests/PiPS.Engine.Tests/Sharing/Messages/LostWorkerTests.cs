using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing.Messages;

/// <summary>What becomes of a queue's messages when who took them dies.</summary>
public sealed class LostWorkerTests
{
    private readonly LocalSpace _space = Spaces.Session();

    // handed over of five taken ahead, marked finished => lost, back in the queue
    public static TheoryData<int, int, int[], int[]> Deaths => new()
    {
        { 0, 0, [], [0, 1, 2, 3, 4] },
        { 1, 0, [0], [1, 2, 3, 4] },
        { 3, 0, [2], [3, 4] },
        { 3, 2, [2], [3, 4] },
        { 3, 3, [], [3, 4] },
        { 5, 0, [4], [] },
        { 5, 4, [4], [] },
        { 5, 5, [], [] },
    };

    [Theory, MemberData(nameof(Deaths))]
    public void What_it_had_in_hand_is_lost_and_what_it_never_saw_goes_back(int handed, int finished, int[] lost, int[] left)
    {
        WorkerQueue queue = Filled(5);
        Worker worker = new(_space);
        long batch = worker.Do(() => queue.TakeAhead(100));

        if (handed > 0)
        {
            worker.Seat.Note(batch, handed);
        }

        if (finished > 0)
        {
            worker.Do(() => queue.CompleteMessage(finished));
        }

        worker.Leave();

        Assert.Equal(lost.Length, queue.Lost);
        Assert.Equal(lost.Cast<object?>(), queue.TakeLost());
        Assert.Empty(queue.TakeLost());
        Assert.Equal(left.Cast<object?>(), queue.Rest());
        Assert.Equal(5 - finished - lost.Length, queue.Unfinished);
    }

    [Fact]
    public void What_somebody_else_marked_finished_is_not_counted_down_again()
    {
        WorkerQueue queue = Filled(2);
        Worker worker = new(_space);
        Assert.Equal([0], worker.Do(() => queue.Next(1)));
        queue.CompleteMessage();

        worker.Leave();

        Assert.Equal(1, queue.Unfinished);
        Assert.False(queue.Join(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Deaths))]
    public void With_redelivery_all_goes_back_that_isn_t_finished(int handed, int finished, int[] lost, int[] left)
    {
        WorkerQueue queue = Filled(5, redelivers: true);
        Worker worker = new(_space);
        long batch = worker.Do(() => queue.TakeAhead(100));

        if (handed > 0)
        {
            worker.Seat.Note(batch, handed);
        }

        if (finished > 0)
        {
            worker.Do(() => queue.CompleteMessage(finished));
        }

        worker.Leave();

        Assert.Equal(0, queue.Lost);
        Assert.Equal(Enumerable.Range(finished, 5 - finished).Select(i => (object?)i), queue.Rest());
        Assert.True(lost.Length + left.Length <= 5 - finished);
    }

    [Fact]
    public void A_mark_of_a_batch_before_says_nothing_of_this_one_was_seen()
    {
        WorkerQueue queue = Filled(5);
        Worker worker = new(_space);
        long batch = worker.Do(() => queue.TakeAhead(100));

        worker.Leave(new(batch - 1, 5));

        Assert.Empty(queue.TakeLost());
        Assert.Equal([0, 1, 2, 3, 4], queue.Rest());
    }

    [Fact]
    public void A_mark_of_a_batch_after_says_this_one_was_seen()
    {
        WorkerQueue queue = Filled(5);
        WorkerQueue other = Filled(5);
        Worker worker = new(_space);
        worker.Do(() => queue.TakeAhead(100));
        worker.Seat.Note(worker.Do(() => other.TakeAhead(100)), 2);

        worker.Leave();

        Assert.Equal([4], queue.TakeLost());
        Assert.Empty(queue.Rest());
        Assert.Equal([1], other.TakeLost());
        Assert.Equal([2, 3, 4], other.Rest());
    }

    [Fact]
    public void Without_any_mark_all_that_was_taken_is_lost()
    {
        WorkerQueue queue = Filled(5);
        Worker worker = new(_space);
        worker.Do(() => queue.TakeAhead(100));

        worker.Leave(TakenMark.Unknown);

        Assert.Equal([0, 1, 2, 3, 4], queue.TakeLost());
        Assert.Empty(queue.Rest());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_taken_alone_is_in_hand_until_the_next_is_asked_for(bool isKnown)
    {
        WorkerQueue queue = Filled(3);
        Worker worker = new(_space);
        worker.Do(() => queue.Get(out object? _));
        worker.Do(() => queue.Get(out object? _));

        worker.Leave(isKnown ? default : TakenMark.Unknown);

        Assert.Equal([1], queue.TakeLost());
        Assert.Equal([2], queue.Rest());
        Assert.Equal(2, queue.Unfinished);
    }

    [Fact]
    public void A_script_that_ended_has_nothing_in_hand()
    {
        WorkerQueue queue = Filled(2);
        Worker worker = new(_space);
        worker.Do(() => queue.Get(out object? _));
        worker.EndRun();
        worker.Leave();

        Assert.Empty(queue.TakeLost());
        Assert.Equal([1], queue.Rest());
    }

    [Fact]
    public void With_redelivery_a_script_that_ended_gives_back_what_it_didn_t_finish()
    {
        WorkerQueue queue = Filled(3, redelivers: true);
        Worker worker = new(_space);
        worker.Do(() => queue.Get(out object? _));
        worker.Do(() => queue.Get(out object? _));
        worker.Do(() => queue.CompleteMessage());
        worker.EndRun();

        Assert.Equal([1, 2], queue.Rest());
    }

    [Fact]
    public void With_redelivery_only_who_took_it_finishes_it()
    {
        WorkerQueue queue = Filled(2, redelivers: true);
        Worker worker = new(_space);
        worker.Do(() => queue.Get(out object? _));

        Assert.Equal("MessageNotTaken", Spaces.Refused(() => queue.CompleteMessage()));
        worker.Do(() => queue.CompleteMessage());
        Assert.Equal("MessageNotTaken", Spaces.Refused(() => worker.Do(() => queue.CompleteMessage())));
    }

    [Fact]
    public void What_goes_back_is_given_to_who_waits_before_what_came_later()
    {
        WorkerQueue queue = Filled(1, redelivers: true);
        Worker dying = new(_space);
        dying.Do(() => queue.Get(out object? _));
        Task<object?> waiting = new Worker(_space).BeginToWait(() => queue.Get(out object? value, Deadline.Generous) ? value : null);

        dying.Leave();

        Assert.Equal(0, waiting.Soonest());
    }

    [Fact]
    public void Receivers_of_a_completed_queue_wait_for_what_may_come_back()
    {
        WorkerQueue queue = Filled(1, redelivers: true);
        Worker dying = new(_space);
        dying.Do(() => queue.Get(out object? _));
        queue.Complete();
        Worker heir = new(_space);
        Task<Reception> waiting = heir.BeginToWait(() => queue.Take());
        Assert.False(waiting.IsCompleted);

        dying.Leave();
        Assert.Equal(Reception.Message, waiting.Soonest());

        Task<Reception> second = new Worker(_space).BeginToWait(() => queue.Take());
        Assert.False(second.IsCompleted);
        heir.Do(() => queue.CompleteMessage());
        Assert.Equal(Reception.Ended, second.Soonest());
    }

    [Fact]
    public void Who_waits_for_the_end_with_the_last_messages_in_hand_is_told_that_it_came()
    {
        WorkerQueue queue = Filled(2, redelivers: true);
        Worker first = new(_space);
        Worker second = new(_space);
        Worker idle = new(_space);
        first.Do(() => queue.Get(out object? _));
        second.Do(() => queue.Get(out object? _));
        queue.Complete();
        Task<Reception> idles = idle.BeginToWait(() => queue.Take());
        Task<Reception> waits = first.BeginToWait(() => queue.Take());
        Assert.False(waits.IsCompleted);

        // They would wait for each other.
        Task<Reception> too = second.BeginToWait(() => queue.Take());
        Assert.Equal(Reception.Ended, waits.Soonest());
        Assert.Equal(Reception.Ended, too.Soonest());
        Assert.False(idles.IsCompleted);

        first.Do(() => queue.CompleteMessage());
        second.EndRun();
        Assert.Equal(Reception.Message, idles.Soonest());
    }

    [Fact]
    public void A_dead_sender_sends_no_more_and_a_dead_receiver_takes_no_more()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, capacity: 1);
        queue.Put(0);
        Worker sender = new(_space);
        Task<bool> sending = sender.BeginToWait(() => queue.Put("too late"));
        sender.Leave();
        Assert.False(sending.Soonest());
        Assert.Equal([0], queue.Rest());
        Assert.Equal(1, queue.Unfinished);

        Worker receiver = new(_space);
        Task<bool> receiving = receiver.BeginToWait(() => queue.Get(out object? _));
        receiver.Leave();
        Assert.False(receiving.Soonest());
        queue.Put(1);
        Assert.Equal([1], queue.Rest());
        Assert.Equal("WorkerEnded", Spaces.Refused(() => receiver.Do(() => queue.Get(out object? _))));
        Assert.Equal("WorkerEnded", Spaces.Refused(() => receiver.Do(() => queue.Put(2))));
    }

    [Fact]
    public void Joiners_go_on_when_what_was_left_is_lost()
    {
        WorkerQueue queue = Filled(1);
        Worker dying = new(_space);
        dying.Do(() => queue.Get(out object? _));
        Task<bool> joining = new Worker(_space).BeginToWait(() => queue.IsFinished());

        dying.Leave();

        Assert.True(joining.Soonest());
    }

    private WorkerQueue Filled(int count, bool redelivers = false)
    {
        WorkerQueue queue = WorkerQueue.Create(_space, redelivers: redelivers);
        Enumerable.Range(0, count).ToList().ForEach(i => queue.Put(i));
        return queue;
    }
}
