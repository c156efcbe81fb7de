using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>How large pieces are among many hands.</summary>
public sealed class PieceSizeTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Among_a_thousand_hands_pieces_take_a_second_and_get_shorter_towards_the_end()
    {
        BlockPlan plan = new(1L << 40, 1 << 20);
        Dealer dealer = Dealt(plan, inOrder: false);
        List<long> sizes = [];

        while (dealer.Take(0, wait: false) is BlockRange piece)
        {
            // Two milliseconds a block.
            sizes.Add(piece.Count);
            dealer.Answered(0, FakeHits.Answer(plan, piece, milliseconds: 2.0 * piece.Count));
        }

        Assert.Equal(1048, sizes.Sum());
        Assert.Equal([16, 32, 64, 128], sizes[..4]);
        Assert.InRange(sizes.Max() * 2.0, 250, 2000);
        Assert.InRange(sizes[^2] * 2.0, 1, 100);
    }

    [Fact]
    public void A_run_by_the_clock_has_short_pieces_at_first_however_many_hands_there_are()
    {
        BlockPlan plan = new(1L << 50, 1 << 20);
        Dealer dealer = Dealt(plan, inOrder: true);

        Assert.InRange(Longest(20), 25, 100);
        _clock.Advance(60);
        Assert.InRange(Longest(20), 500, 2000);

        double Longest(int pieces)
        {
            double longest = 0.0;

            for (int i = 0; i < pieces; i++)
            {
                BlockRange piece = dealer.Take(0, wait: false)!.Value;
                longest = piece.Count;
                dealer.Answered(0, FakeHits.Answer(plan, piece, milliseconds: piece.Count));
            }

            return longest;
        }
    }

    private Dealer Dealt(BlockPlan plan, bool inOrder)
    {
        Dealer dealer = new(plan, 1000, inOrder, () => _clock.Now);
        dealer.Started(0, 1000);
        dealer.BecameReady(0, "here", 1000);
        dealer.Deal(plan.Blocks);
        return dealer;
    }
}
