using FsCheck;
using FsCheck.Fluent;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>The first trials of a block, as properties draw them.</summary>
/// <param name="Seed">Any.</param>
/// <param name="Block">Any, often one near 0 or 2^64.</param>
/// <param name="Trials">0 to 40,000: beyond what any kernel does in one call.</param>
internal sealed record Run(ulong Seed, ulong Block, int Trials)
{
    private static readonly Gen<ulong> Whole = ArbMap.Default.GeneratorFor<DoNotSize<ulong>>().Select(u => u.Item);

    public static Arbitrary<Run> Any { get; } = Arb.From(
        from seed in Whole
        from block in Gen.OneOf(
            Whole, Gen.Choose(0, 10).Select(i => (ulong)i), Gen.Choose(0, 10).Select(i => ulong.MaxValue - (ulong)i))
        from trials in Gen.OneOf(Gen.Choose(0, 300), Gen.Choose(0, 40_000))
        select new Run(seed, block, trials));
}
