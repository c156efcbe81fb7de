using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Who is late, and what is taken from them.</summary>
public sealed class LateSharesTests
{
    private static readonly BlockPlan Plan = new(1000L << 20, 1 << 20);

    private readonly LateShares _late = new();

    [Theory]
    [InlineData(14.0, false)]
    [InlineData(16.0, true)]
    public void A_worker_that_does_not_get_up_loses_its_share(double seconds, bool loses)
    {
        Hand starting = new() { Worker = new(0, 1, TimeSpan.Zero), Rest = new(0, 500) };
        Hand idle = Idle();

        Assert.Equal(loses, Rescue([starting, idle], seconds));
        Assert.Equal(loses ? [0, 500] : [500L, 0], new[] { starting.Rest.Count, idle.Rest.Count });
    }

    [Theory]
    [InlineData(9.0, false)]
    [InlineData(11.0, true)]
    public void Before_any_answer_a_worker_is_silent_after_ten_seconds(double seconds, bool silent)
    {
        Hand working = Working(new(0, 100));

        Rescue([working, Idle()], seconds, out List<BlockRange> pieces);

        Assert.Equal(silent ? [new(100, 16)] : [], pieces);
    }

    // the longest piece so far, silence => whether that is silent: four times as long, and two seconds at the least
    [Theory]
    [InlineData(0.1, 1.9, false)]
    [InlineData(0.1, 2.1, true)]
    [InlineData(3.0, 11.0, false)]
    [InlineData(3.0, 13.0, true)]
    public void A_worker_is_silent_after_far_longer_than_any_piece_took(double longest, double seconds, bool silent)
    {
        _late.Dealt(new(900, 1), TimeSpan.Zero);
        _late.Answered(new(900, 1), TimeSpan.FromSeconds(longest));
        Hand working = Working(new(0, 100));

        Rescue([working, Idle()], seconds, out List<BlockRange> pieces);

        Assert.Equal(silent ? [new(100, 16)] : [], pieces);
    }

    [Theory]
    [InlineData(100.0, 100, 0)]
    [InlineData(400.0, 50, 50)]
    public void A_slow_worker_keeps_half_of_what_would_take_it_half_a_second(double millisecondsForFifty, long keeps, long gives)
    {
        Hand slow = Working(new(0, 100));
        Counted counted = new(200, 50, 50L << 20, 1, (long)(millisecondsForFifty * 1e6), 0);
        slow.Worker!.Answered(counted, TimeSpan.FromSeconds(0.1));
        slow.Worker.Credit(new(counted.Trials, counted.Hits));
        Hand idle = Idle();

        Rescue([slow, idle], 0.2, out List<BlockRange> pieces);

        Assert.Empty(pieces);
        Assert.Equal([new(0, keeps), new(keeps, gives)], new[] { slow.Rest, gives == 0 ? new(100, 0) : idle.Rest });
    }

    [Fact]
    public void Nothing_is_taken_while_nobody_is_idle()
    {
        Hand silent = Working(new(0, 100));

        Assert.False(Rescue([silent, Working(new(500, 100))], 100.0));
        Assert.Equal(new(0, 100), silent.Rest);
    }

    [Fact]
    public void Each_idle_hand_takes_over_from_one_late_hand()
    {
        Hand[] hands = [Working(new(0, 100)), Working(new(200, 100)), Working(new(400, 100)), Idle(), Idle()];

        Assert.True(Rescue(hands, 100.0));

        Assert.Equal([0, 0, 100, 100, 100], hands.Select(hand => hand.Rest.Count));
    }

    [Fact]
    public void A_worker_that_long_had_nothing_to_do_is_not_silent_when_it_gets_work()
    {
        Hand hand = new() { Worker = Ready() };
        hand.Hold(new(0, 16), TimeSpan.FromSeconds(100));

        Assert.False(Rescue([hand, Idle()], 101.0));
    }

    private static Hand Idle() => new() { Worker = Ready(), Idle = true };

    private static Hand Working(BlockRange rest)
    {
        Hand hand = new() { Worker = Ready(), Rest = rest };
        hand.Hold(new(rest.End, 16), TimeSpan.Zero);
        return hand;
    }

    private static WorkerRecord Ready()
    {
        WorkerRecord worker = new(0, 1, TimeSpan.Zero);
        worker.BecameReady(TimeSpan.Zero);
        return worker;
    }

    private bool Rescue(Hand[] hands, double seconds) => Rescue(hands, seconds, out _);

    private bool Rescue(Hand[] hands, double seconds, out List<BlockRange> pieces)
        => _late.Rescue(hands, Plan, inOrder: false, TimeSpan.FromSeconds(seconds), out pieces);
}
