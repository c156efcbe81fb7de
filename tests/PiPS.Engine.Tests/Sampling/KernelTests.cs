using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>Every path counts the hits of the one that computes all trials at full precision.</summary>
public sealed class KernelTests
{
    public static TheoryData<KernelPath> FastPaths => new(Enum.GetValues<KernelPath>().Where(p => p != KernelPath.Reference));

    public static TheoryData<KernelPath> AllPaths => new(Enum.GetValues<KernelPath>());

    [Theory, MemberData(nameof(FastPaths))]
    public void Counts_what_the_reference_counts(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);

        Prop.ForAll(Run.Any, run => CountBy(path, run) == CountBy(KernelPath.Reference, run)).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(FastPaths))]
    public void Counts_what_the_reference_counts_at_every_small_size(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);
        TrialSource fast = TrialSources.Create(7, path);
        TrialSource reference = TrialSources.Create(7, KernelPath.Reference);

        for (ulong block = ulong.MaxValue - 1; block != 2; block++)
        {
            for (int trials = 0; trials <= 300; trials++)
            {
                Assert.Equal(Blocks.CountIn(reference, block, trials), Blocks.CountIn(fast, block, trials));
            }
        }
    }

    [Theory, MemberData(nameof(AllPaths))]
    public void Counts_the_same_in_slices_as_in_one(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);

        Prop.ForAll(Run.Any, run =>
        {
            TrialSource source = TrialSources.Create(run.Seed, path);
            long whole = Blocks.CountIn(source, run.Block, run.Trials);
            source.Begin(run.Block);
            long hits = 0;
            long left = run.Trials;

            // Slices of 0, 128, 256, ... trials, and at last whatever is left.
            for (long slice = 0; left > 0; slice += 128)
            {
                hits += source.Count(long.Min(slice, left));
                left -= long.Min(slice, left);
            }

            return hits == whole;
        }).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(FastPaths))]
    public void Counts_the_same_whatever_columns_it_may_not_decide(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);

        Prop.ForAll(Run.Any, run =>
        {
            // The block's number, drawn at random, says which columns: one bit for each residue.
            DecisionTables tables = new(x => (run.Block >> (x % 64) & 1) == 0);
            TrialSource source = TrialSources.Create(run.Seed, path, tables);
            return Blocks.CountIn(source, run.Block, run.Trials) == CountBy(KernelPath.Reference, run);
        }).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(FastPaths))]
    public void Counts_a_whole_block_in_which_nothing_is_decided(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);
        DecisionTables nothing = new(_ => false);

        long hits = Blocks.CountIn(TrialSources.Create(5, path, nothing), 3, 1 << 20);

        Assert.Equal(Blocks.CountIn(TrialSources.Create(5, KernelPath.Reference), 3, 1 << 20), hits);
    }

    [Theory, MemberData(nameof(FastPaths))]
    public void Refuses_to_go_on_from_within_a_step(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);
        TrialSource source = TrialSources.Create(1, path);
        source.Count(129);

        Assert.Equal(0, source.Count(0));
        Assert.Throws<InvalidOperationException>(() => source.Count(128));
    }

    [Theory, MemberData(nameof(AllPaths))]
    public void Starts_at_block_0(KernelPath path)
    {
        Paths.SkipUnlessSupported(path);
        TrialSource source = TrialSources.Create(1, path);
        long hits = source.Count(1_000);

        Assert.Equal(hits, Blocks.CountIn(source, 0, 1_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Count(-1));
    }

    private static long CountBy(KernelPath path, Run run)
        => Blocks.CountIn(TrialSources.Create(run.Seed, path), run.Block, run.Trials);
}
