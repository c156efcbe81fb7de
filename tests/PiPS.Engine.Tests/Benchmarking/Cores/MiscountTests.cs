using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

public sealed class MiscountTests
{
    [Fact]
    public void Sound_processors_pass_with_the_hits_that_are_expected()
    {
        IReadOnlyList<CoreTest> rows = CoreTests.Run(new FakeBench(0, 1, 5));

        Assert.Equal([0, 1, 5], rows.Select(row => row.Processor));
        Assert.All(rows, row =>
        {
            Assert.Equal(("Pass", 0, 0.0), (row.Verdict, row.WrongBlocks.Count, row.Deviation));
            Assert.Equal(row.Expected, row.Hits);
            Assert.Equal(5 * CoreTests.Trials, row.Trials);
            Assert.Equal(1e10, row.Rate, 1e4);
            Assert.Equal([1, 2, 3, 4, 5], row.Samples.Select(sample => sample.Round));
            Assert.Equal((row.Processor / 2, 0, row.Processor), (row.Core, row.Socket, row.NumaNode));
        });
    }

    // seed: the first is the golden one
    [Theory]
    [InlineData(42UL)]
    [InlineData(7UL)]
    public void A_processor_that_miscounts_is_named_with_its_blocks(ulong seed)
    {
        FakeBench bench = new(0, 1, 2)
        {
            Counts = (processor, _, block, right) => processor == 1 && (block is 3 or 77) ? right - 1 : right,
        };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Seed = seed });

        Assert.Equal(["Pass", "Miscount", "Pass"], CoreTests.Verdicts(rows));
        Assert.Equal([3L, 77L], rows[1].WrongBlocks);
        Assert.Equal(rows[1].Hits + rows[1].WrongCounts, rows[1].Expected);
        Assert.Equal(["Fast", "Plain"], rows[1].WrongKernels);
        Assert.Equal(rows[0].Hits, rows[1].Expected);
        Assert.Equal(seed, rows[1].Seed);
    }

    [Fact]
    public void A_miscount_that_happens_once_is_found()
    {
        int left = 1;
        FakeBench bench = new(0, 1)
        {
            Counts = (processor, kernel, block, right)
                => processor == 0 && kernel == "Plain" && block == 100 && Interlocked.Decrement(ref left) == 0 ? right + 5 : right,
        };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench);

        Assert.Equal(["Miscount", "Pass"], CoreTests.Verdicts(rows));
        Assert.Equal([100L], rows[0].WrongBlocks);
        Assert.Equal((1, 5), (rows[0].WrongCounts, rows[0].Hits - rows[0].Expected));
        Assert.Equal(["Plain"], rows[0].WrongKernels);
    }

    [Fact]
    public void Miscounts_that_cancel_each_other_are_found()
    {
        FakeBench bench = new(0, 1)
        {
            Counts = (processor, _, block, right) => right + (processor == 0 ? (block == 1 ? 1 : block == 2 ? -1 : 0) : 0),
        };

        // All blocks are counted equally often: by each kernel a number of times that 128 divides.
        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = 256 * GoldenBlocks.Size });

        Assert.Equal(rows[0].Expected, rows[0].Hits);
        Assert.Equal(["Miscount", "Pass"], CoreTests.Verdicts(rows));
        Assert.Equal([1L, 2L], rows[0].WrongBlocks);
    }

    [Fact]
    public void Names_a_hundred_wrong_blocks_at_the_most()
    {
        FakeBench bench = new(0, 1) { Counts = (processor, _, _, right) => processor == 0 ? 0 : right };

        CoreTest row = CoreTests.Run(bench)[0];

        Assert.Equal(Enumerable.Range(0, 100).Select(block => (long)block), row.WrongBlocks);
        Assert.Equal(row.Trials / GoldenBlocks.Size, row.WrongCounts);
    }

    [Fact]
    public void A_wild_processor_takes_no_memory_to_speak_of()
    {
        long hits = 0;
        FakeBench bench = new(0) { Counts = (processor, _, _, right) => processor == 0 ? Interlocked.Increment(ref hits) : right };

        CoreTest row = CoreTests.Run(bench)[0];

        Assert.Equal(hits * (hits + 1) / 2, row.Hits);
        Assert.Equal(hits, row.WrongCounts);
    }

    [Theory]
    [InlineData(42UL, "Miscount")]
    [InlineData(7UL, "Pass")]
    public void A_single_processor_is_judged_by_the_golden_hits_alone(ulong seed, string verdict)
    {
        FakeBench bench = new(3) { Counts = (_, _, block, right) => block == 9 ? right + 1 : right };

        CoreTest row = Assert.Single(CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Seed = seed }));

        Assert.Equal((verdict, 0.0), (row.Verdict, row.Deviation));
    }

    [Fact]
    public void A_single_processor_that_contradicts_itself_is_found_under_any_seed()
    {
        int left = 1;
        FakeBench bench = new(3)
        {
            Counts = (processor, _, block, right) => processor == 3 && block == 9 && Interlocked.Decrement(ref left) == 0 ? right + 1 : right,
        };

        CoreTest row = Assert.Single(CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Seed = 7 }));

        Assert.Equal("Miscount", row.Verdict);
        Assert.Equal([9L], row.WrongBlocks);
    }

    // Whether the bad one of two is wrong with the reference kernel as well.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_that_differ_the_reference_kernel_decides(bool isWrongThroughout)
    {
        FakeBench bench = new(0, 1)
        {
            Counts = (processor, kernel, block, right)
                => processor == 1 && block == 50 && (isWrongThroughout || kernel != "Reference") ? right + 1 : right,
        };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Seed = 7 });

        Assert.Equal(["Pass", "Miscount"], CoreTests.Verdicts(rows));
        Assert.Equal([50L], rows[1].WrongBlocks);
    }

    [Fact]
    public void Both_of_two_may_be_wrong()
    {
        FakeBench bench = new(0, 1)
        {
            Counts = (processor, kernel, block, right) => kernel != "Reference" && block == 10 + processor ? right + 1 : right,
        };

        IReadOnlyList<CoreTest> rows = CoreTests.Run(bench, new() { Trials = CoreTests.Trials, Seed = 7 });

        Assert.Equal([10L], rows[0].WrongBlocks);
        Assert.Equal([11L], rows[1].WrongBlocks);
    }
}
