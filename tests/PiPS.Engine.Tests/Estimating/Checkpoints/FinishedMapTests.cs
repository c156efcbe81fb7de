using PiPS.Engine.Estimating;
using PiPS.Engine.Estimating.Checkpoints;

namespace PiPS.Engine.Tests.Estimating.Checkpoints;

public sealed class FinishedMapTests
{
    private static readonly BlockPlan Plan = new(1000, Contents.BlockSize);

    [Fact]
    public void Says_what_of_a_stage_is_finished_and_what_isnt()
    {
        FinishedMap map = new(Contents.BlockSize, [Contents.Blocks(1, 3), Contents.Blocks(3, 4), Contents.Blocks(6, 7), Contents.Blocks(8, 20)]);

        IReadOnlyList<FinishedBlocks>? finished = map.Begin(new(0, 8), Plan, out IReadOnlyList<BlockRange> gaps);

        Assert.Equal([Contents.Blocks(1, 3), Contents.Blocks(3, 4), Contents.Blocks(6, 7)], finished!);
        Assert.Equal([new(0, 1), new(4, 2), new(7, 1)], gaps);
    }

    [Fact]
    public void Says_so_if_blocks_of_a_stage_are_known_only_with_later_ones()
        => Assert.Null(new FinishedMap(Contents.BlockSize, [Contents.Blocks(1, 9)]).Begin(new(0, 8), Plan, out _));

    [Fact]
    public void Says_so_if_the_runs_last_block_is_shorter_than_the_one_that_is_known()
    {
        FinishedMap map = new(Contents.BlockSize, [Contents.Blocks(0, 5)]);

        Assert.Null(map.Begin(new(0, 5), new(470, Contents.BlockSize), out _));
        Assert.Equal([Contents.Blocks(0, 5)], map.Content);
    }

    [Fact]
    public void A_short_last_block_is_counted_again_where_it_isnt_the_last()
    {
        FinishedMap map = new(Contents.BlockSize, [Contents.Blocks(0, 4), Contents.Blocks(4, 5, missing: 30)]);

        Assert.Equal([Contents.Blocks(0, 4)], map.Begin(new(0, 10), Plan, out IReadOnlyList<BlockRange> gaps)!);

        Assert.Equal([new(4, 6)], gaps);
        map.Add(Contents.Blocks(4, 6));
        Assert.Equal([Contents.Blocks(0, 6)], map.Content);
    }

    [Fact]
    public void A_short_last_block_is_known_where_it_is_the_last()
    {
        FinishedMap map = new(Contents.BlockSize, [Contents.Blocks(0, 4), Contents.Blocks(4, 5, missing: 30)]);

        Assert.Equal(2, map.Begin(new(0, 5), new(470, Contents.BlockSize), out IReadOnlyList<BlockRange> gaps)!.Count);

        Assert.Empty(gaps);
    }

    [Fact]
    public void Neighbours_are_put_together_but_not_over_the_end_of_a_stage()
    {
        FinishedMap map = new(Contents.BlockSize, []);
        map.Begin(new(0, 4), Plan, out _);
        map.Add(Contents.Blocks(2, 4));
        map.Add(Contents.Blocks(0, 1));
        map.Add(Contents.Blocks(1, 2));
        map.Begin(new(4, 4), Plan, out _);
        map.Add(Contents.Blocks(4, 6));
        map.Add(Contents.Blocks(6, 8));

        Assert.Equal([Contents.Blocks(0, 4), Contents.Blocks(4, 8)], map.Content);
        Assert.Equal([Contents.Blocks(0, 4)], map.Begin(new(0, 4), Plan, out _)!);
    }

    [Fact]
    public void Random_pieces_come_out_as_what_was_added()
    {
        Random random = new(3);

        for (int round = 0; round < 200; round++)
        {
            FinishedMap map = new(Contents.BlockSize, []);
            map.Begin(new(0, 10), Plan, out _);
            long[] order = [.. Enumerable.Range(0, 10).Select(i => (long)i).OrderBy(_ => random.Next())];
            long[] added = order[..random.Next(11)];
            added.ToList().ForEach(block => map.Add(Contents.Blocks(block, block + 1)));

            FinishedMap again = new(Contents.BlockSize, map.Content);
            long known = again.Begin(new(0, 10), Plan, out IReadOnlyList<BlockRange> gaps)!.Sum(blocks => blocks.Trials);

            Assert.Equal(added.Length * Contents.BlockSize, known);
            Assert.Equal(
                order.Except(added).Order(), gaps.SelectMany(gap => Enumerable.Range(0, (int)gap.Count).Select(i => gap.First + i)));
        }
    }
}
