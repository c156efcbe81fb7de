using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class BlockCounterTests
{
    private const long Slice = TrialSource.SliceSize;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_cut_comes_after_a_slice_and_leaves_the_first_trials(int slices)
    {
        // Blocks of two slices and a half.
        Job job = new(Generator.MersenneTwister, 5, Slice * 5 / 2, Slice * 10);
        List<long> told = [];

        Tally cut = new BlockCounter(job).Count(new BlockRange(0, 4), trials =>
        {
            told.Add(trials);
            return told.Count < slices;
        });

        Assert.Equal(slices, told.Count);
        Assert.Equal(told[^1], cut.Trials);
        Assert.Equal(told.Order(), told);
        Tally again = new BlockCounter(job with { Trials = cut.Trials })
            .Count((job with { Trials = cut.Trials }).Plan.Blocks, _ => true);
        Assert.Equal(again, cut);
    }

    [Fact]
    public void Pieces_add_up_to_the_whole()
    {
        Job job = new(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 100_000_000);
        BlockCounter counter = new(job);

        // In no order.
        Tally sum = new long[] { 50, 0, 95, 10, 90 }.Zip(new long[] { 40, 10, 1, 40, 5 })
            .Aggregate(default(Tally), (sum, piece) => sum + counter.Count(new BlockRange(piece.First, piece.Second), _ => true));

        Assert.Equal(new(100_000_000, Estimates.GoldenHits), sum);
    }
}
