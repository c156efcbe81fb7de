using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class DealerTests
{
    private static readonly BlockPlan Plan = new(100_000_000, 1 << 20);
    private readonly FakeClock _clock = new();

    [Fact]
    public void Eight_hands_get_shares_of_eleven_to_thirteen_millions_however_fast_the_first_one_is()
    {
        Dealer dealer = Dealt(Plan, 8);
        List<BlockRange> first = [];

        // It takes all it can get before any other has begun.
        while (dealer.Take(0, wait: false) is BlockRange piece)
        {
            first.Add(piece);
            dealer.Answered(0, FakeHits.Answer(Plan, piece, milliseconds: 1));
            dealer.RescueLate();
        }

        Assert.Equal([new(0, 12)], first);
        Assert.InRange(dealer.Tally.Trials, 11_000_000, 13_000_000);
    }

    [Fact]
    public void Pieces_grow_until_they_take_some_hundredths_of_a_second()
    {
        BlockPlan plan = new(1L << 40, 1 << 20);
        Dealer dealer = Dealt(plan, 1);

        long[] sizes = [.. new double[] { 1, 24, 50, 99, 101, 1000, 1, 1, 1 }.Select(Size)];

        Assert.Equal([16, 32, 64, 64, 64, 32, 16, 32, 64], sizes);

        long Size(double milliseconds)
        {
            BlockRange piece = dealer.Take(0, wait: false)!.Value;
            dealer.Answered(0, FakeHits.Answer(plan, piece, milliseconds: milliseconds));
            return piece.Count;
        }
    }

    [Fact]
    public void What_a_lost_worker_held_is_dealt_again_once()
    {
        Dealer dealer = Dealt(Plan, 2);
        BlockRange held = dealer.Take(0, wait: false)!.Value;
        BlockRange other = dealer.Take(1, wait: false)!.Value;

        Assert.Equal(1, dealer.Lost(0));
        Assert.Equal(2, dealer.Lost(0));
        Start(dealer, 0);

        Assert.Equal(held, dealer.Take(0, wait: false));
        dealer.Answered(0, FakeHits.Answer(Plan, held));
        dealer.Answered(1, FakeHits.Answer(Plan, other));
        Finish(dealer, 0, 1);
        Assert.Equal(new(Plan.Trials, FakeHits.Before(Plan.Trials)), dealer.Tally);
        Assert.Equal(Plan.Trials, dealer.Settle().Sum(worker => worker.Report(_clock.Now).Trials));
    }

    [Fact]
    public void A_lost_share_is_finished_by_whoever_is_there()
    {
        Dealer dealer = Dealt(Plan, 2);
        BlockRange held = dealer.Take(0, wait: false)!.Value;
        Finish(dealer, 1);
        dealer.Lost(0);

        Assert.Equal(held, dealer.Take(1, wait: false));
    }

    [Fact]
    public void The_second_answer_to_a_piece_is_dropped()
    {
        Dealer dealer = Dealt(Plan, 2);
        BlockRange piece = dealer.Take(0, wait: false)!.Value;
        dealer.Lost(0);
        Start(dealer, 0);
        Assert.Equal(piece, dealer.Take(1, wait: false));

        dealer.Answered(1, FakeHits.Answer(Plan, piece));
        dealer.Answered(0, FakeHits.Answer(Plan, piece));

        Assert.Equal(Plan.TrialsIn(piece), dealer.Tally.Trials);
    }

    [Fact]
    public void Idle_hands_take_over_from_one_that_fell_silent()
    {
        Dealer dealer = Dealt(Plan, 2);
        BlockRange held = dealer.Take(0, wait: false)!.Value;
        Finish(dealer, 1);

        using Waiter idle = Waiter.Taking(dealer, 1);
        Assert.Null(idle.TakenWhile(() => dealer.RescueLate()));

        _clock.Advance(1.9);
        Assert.Null(idle.TakenWhile(() => dealer.RescueLate()));
        _clock.Advance(0.2);
        Assert.Equal(held, idle.Taken(() => dealer.RescueLate()));
        dealer.Answered(1, FakeHits.Answer(Plan, held));
        Finish(dealer, 1);
        Assert.True(dealer.IsFinished);
    }

    [Fact]
    public void A_piece_is_not_given_to_a_third_hand_while_the_second_counts_it()
    {
        Dealer dealer = Dealt(Plan, 3);
        BlockRange held = dealer.Take(0, wait: false)!.Value;
        Finish(dealer, 1, 2);
        _clock.Advance(11);

        using Waiter second = Waiter.Taking(dealer, 1);
        Assert.Equal(held, second.Taken(() => dealer.RescueLate()));

        using Waiter third = Waiter.Taking(dealer, 2);
        Assert.Null(third.TakenWhile(() => dealer.RescueLate()));

        // But if the second falls silent too:
        _clock.Advance(11);
        Assert.Equal(held, third.Taken(() => dealer.RescueLate()));
    }

    [Fact]
    public void A_run_by_the_clock_does_not_wait_for_a_hand_that_fell_silent()
    {
        BlockPlan plan = new(1L << 40, 1 << 20);
        Dealer dealer = Dealt(plan, 2, inOrder: true);
        BlockRange stuck = dealer.Take(0, wait: false)!.Value;

        // Nobody is ever idle in such a run.
        for (int i = 0; i < 20; i++)
        {
            BlockRange piece = dealer.Take(1, wait: false)!.Value;
            _clock.Advance(0.15);
            dealer.Answered(1, FakeHits.Answer(plan, piece));
            dealer.RescueLate();
        }

        dealer.Cut();
        Assert.InRange(dealer.Tally.Trials, plan.TrialsIn(stuck) * 10, long.MaxValue);
        Assert.Equal(FakeHits.Before(dealer.Tally.Trials), dealer.Tally.Hits);
    }

    [Fact]
    public void A_cut_ends_when_all_hands_have_answered()
    {
        Dealer dealer = Dealt(Plan, 2, inOrder: true);
        BlockRange first = dealer.Take(0, wait: false)!.Value;
        BlockRange second = dealer.Take(1, wait: false)!.Value;
        dealer.Cut();

        Assert.Null(dealer.Take(0, wait: false));
        dealer.Answered(1, FakeHits.Answer(Plan, second, 1000));
        Assert.False(dealer.IsFinished);
        dealer.Answered(0, FakeHits.Answer(Plan, first));

        Assert.True(dealer.IsFinished);
        long trials = Plan.TrialsIn(first) + 1000;
        Assert.Equal(new(trials, FakeHits.Before(trials)), dealer.Tally);
    }

    [Fact]
    public void Nothing_behind_a_gap_counts_after_a_cut()
    {
        Dealer dealer = Dealt(Plan, 3, inOrder: true);
        BlockRange[] pieces = [.. Enumerable.Range(0, 3).Select(hand => dealer.Take(hand, wait: false)!.Value)];
        dealer.Cut();
        dealer.Answered(2, FakeHits.Answer(Plan, pieces[2]));
        dealer.Answered(0, FakeHits.Answer(Plan, pieces[0], 128));
        dealer.Answered(1, FakeHits.Answer(Plan, pieces[1]));

        Assert.True(dealer.IsFinished);
        Assert.Equal(new(128, FakeHits.Before(128)), dealer.Tally);
    }

    [Fact]
    public void A_cut_waits_a_second_at_most_for_a_hand_that_hangs()
    {
        Dealer dealer = Dealt(Plan, 2, inOrder: true);
        dealer.Take(0, wait: false);
        dealer.Cut();
        _clock.Advance(0.9);
        Assert.False(dealer.IsFinished);

        _clock.Advance(0.2);
        Assert.True(dealer.IsFinished);
    }

    [Fact]
    public void A_cut_does_not_wait_for_what_a_lost_worker_held()
    {
        Dealer dealer = Dealt(Plan, 2, inOrder: true);
        dealer.Take(0, wait: false);
        dealer.Take(1, wait: false);
        dealer.Lost(0);
        dealer.Cut();
        dealer.Lost(1);

        Assert.True(dealer.IsFinished);
    }

    [Fact]
    public void A_cut_waits_for_the_other_hand_that_counts_what_a_lost_worker_held()
    {
        Dealer dealer = Dealt(Plan, 2, inOrder: true);
        BlockRange piece = dealer.Take(0, wait: false)!.Value;
        dealer.Lost(0);
        Start(dealer, 0);
        Assert.Equal(piece, dealer.Take(1, wait: false));
        dealer.Lost(1);
        Start(dealer, 1);
        Assert.Equal(piece, dealer.Take(0, wait: false));
        dealer.Cut();

        Assert.False(dealer.IsFinished);
        dealer.Answered(0, FakeHits.Answer(Plan, piece, 256));
        Assert.True(dealer.IsFinished);
        Assert.Equal(256, dealer.Tally.Trials);
    }

    [Fact]
    public void Waiting_ends_with_the_work_a_wake_or_a_failure()
    {
        TimeSpan endless = TimeSpan.FromMinutes(5);
        BlockPlan plan = new(1, 1);
        Dealer dealer = Dealt(plan, 1);

        // A wake that comes too early isn't forgotten.
        dealer.Wake();
        Assert.False(dealer.WaitUntilFinished(endless));

        dealer.Answered(0, FakeHits.Answer(plan, dealer.Take(0, wait: false)!.Value));
        Assert.True(dealer.WaitUntilFinished(endless));

        dealer.Fail(new InvalidDataException("No."));
        Assert.Throws<InvalidDataException>(() => dealer.WaitUntilFinished(endless));
    }

    [Fact]
    public void Closing_sends_waiting_hands_home()
    {
        Dealer dealer = Dealt(new(1, 1), 2);
        using Waiter waiter = Waiter.Taking(dealer, 0);

        dealer.Close();

        Assert.True(waiter.HasReturned());
        Assert.Null(dealer.Take(0, wait: true));
    }

    private Dealer Dealt(BlockPlan plan, int hands, bool inOrder = false)
    {
        Dealer dealer = new(plan, hands, inOrder, () => _clock.Now);

        for (int hand = 0; hand < hands; hand++)
        {
            Start(dealer, hand);
        }

        dealer.Deal(plan.Blocks);
        return dealer;
    }

    private static void Start(Dealer dealer, int hand)
    {
        dealer.Started(hand, 1000 + hand);
        dealer.BecameReady(hand, "here", 1);
    }

    private static void Finish(Dealer dealer, params int[] hands)
    {
        foreach (int hand in hands)
        {
            while (dealer.Take(hand, wait: false) is BlockRange piece)
            {
                dealer.Answered(hand, FakeHits.Answer(Plan, piece));
            }
        }
    }
}
