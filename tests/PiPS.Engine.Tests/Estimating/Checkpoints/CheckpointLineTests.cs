using PiPS.Engine.Estimating;
using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Protocol;

namespace PiPS.Engine.Tests.Estimating.Checkpoints;

public sealed class CheckpointLineTests
{
    public static TheoryData<string> Contained => ["none", "some", "the largest"];

    [Theory, MemberData(nameof(Contained))]
    public void What_was_written_is_read(string which)
    {
        CheckpointContent content = Content(which);

        Assert.True(Contents.Alike(content, CheckpointLine.Read(CheckpointLine.Write(content).AsSpan()[..^1])));
    }

    [Fact]
    public void No_changed_byte_goes_unnoticed()
    {
        byte[] line = CheckpointLine.Write(Content("some"))[..^1];

        for (int i = 0; i < line.Length * 8; i++)
        {
            line[i / 8] ^= (byte)(1 << (i % 8));
            Assert.Null(CheckpointLine.Read(line));
            line[i / 8] ^= (byte)(1 << (i % 8));
        }

        Assert.NotNull(CheckpointLine.Read(line));
    }

    [Fact]
    public void Mutated_lines_are_refused_and_never_read_as_something_else()
    {
        Random random = new(5);
        CheckpointContent content = Content("some");
        byte[] line = CheckpointLine.Write(content)[..^1];

        for (int i = 0; i < 20_000; i++)
        {
            CheckpointContent? read = CheckpointLine.Read(Mutations.Of(line, random));
            Assert.True(read is null || Contents.Alike(content, read));
        }
    }

    // What a whole line can't say, though its check is right: first, blocks, trials, hits.
    public static TheoryData<long, long, long, long> Impossible => new()
    {
        { -1, 1, 100, 78 },
        { 0, 0, 0, 0 },
        { 0, -1, -100, 0 },
        { 0, 1, 100, 101 },
        { 0, 1, 100, -1 },
        { 0, 1, 101, 78 },
        { 0, 2, 100, 78 },
        { 1L << 62, 1, 100, 78 },
        { 0, 1L << 62, 100, 78 },
        { long.MaxValue, long.MaxValue, long.MaxValue, 0 },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void Impossible_blocks_are_refused(long first, long blocks, long trials, long hits)
        => Assert.Null(CheckpointLine.Read(CheckpointLine.Write(Contents.Of(new FinishedBlocks(first, blocks, trials, hits))).AsSpan()[..^1]));

    [Fact]
    public void Blocks_that_overlap_or_come_in_another_order_are_refused()
    {
        Assert.Null(CheckpointLine.Read(CheckpointLine.Write(Contents.Of(Contents.Blocks(0, 5), Contents.Blocks(4, 6))).AsSpan()[..^1]));
        Assert.Null(CheckpointLine.Read(CheckpointLine.Write(Contents.Of(Contents.Blocks(7, 8), Contents.Blocks(0, 2))).AsSpan()[..^1]));
        Assert.NotNull(CheckpointLine.Read(CheckpointLine.Write(Contents.Of(Contents.Blocks(0, 2), Contents.Blocks(2, 8))).AsSpan()[..^1]));
    }

    private static CheckpointContent Content(string which) => which switch
    {
        "none" => Contents.Of(),
        "some" => Contents.Of(Contents.Blocks(0, 5), Contents.Blocks(5, 9), Contents.Blocks(12, 13, missing: 40)),
        _ => new(
            Generator.Xoshiro256PlusPlus, 0, 1,
            [new(0, 1, 1, 0), new(BlockPlan.MaximumTrials - 1, 1, 1, 1)]),
    };
}
