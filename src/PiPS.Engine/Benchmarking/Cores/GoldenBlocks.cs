using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>The blocks that cores are tested with, and what those of the default seed have.</summary>
/// <remarks>A broken core can't be asked what is right: the reference kernel counted these elsewhere, and all kernels are tested with them.</remarks>
internal static class GoldenBlocks
{
    /// <summary>The seed whose blocks these are.</summary>
    public const ulong Seed = 42;

    /// <summary>Blocks of a test; it goes over them again and again.</summary>
    public const int Count = 128;

    /// <summary>Trials of a block.</summary>
    public const long Size = 1L << 20;

    /// <summary>Hits of the blocks 0 to 127 of the default generator and <see cref="Seed"/>.</summary>
    public static ReadOnlySpan<int> Hits =>
    [
        823_891, 823_716, 822_952, 823_627, 824_417, 823_684, 822_970, 822_870, 823_748, 823_284, 823_130, 823_569,
        823_697, 823_360, 823_715, 823_739, 823_649, 823_639, 823_085, 823_897, 823_376, 823_475, 823_703, 823_978,
        823_928, 823_723, 822_705, 823_792, 823_339, 823_724, 823_163, 823_364, 823_111, 823_579, 823_364, 823_422,
        823_774, 823_287, 823_889, 823_591, 822_954, 822_697, 823_829, 823_677, 824_391, 823_839, 823_740, 823_877,
        823_751, 823_771, 823_542, 823_739, 824_009, 823_771, 823_888, 823_695, 823_798, 824_271, 823_406, 823_124,
        822_870, 823_606, 823_643, 822_984, 823_221, 823_737, 823_831, 823_214, 823_907, 823_073, 823_673, 823_678,
        824_068, 823_542, 824_290, 823_972, 822_823, 824_051, 823_566, 823_611, 823_438, 822_984, 823_373, 823_401,
        823_273, 823_087, 823_692, 823_430, 823_456, 823_422, 823_281, 822_985, 823_853, 823_610, 823_690, 823_549,
        822_864, 823_526, 823_317, 823_604, 823_119, 823_847, 824_181, 823_602, 823_705, 823_965, 823_792, 823_464,
        823_136, 823_016, 823_900, 823_895, 823_790, 823_878, 823_559, 823_703, 823_118, 823_290, 823_510, 823_298,
        822_683, 823_104, 823_605, 823_467, 823_750, 823_169, 824_161, 823_187,
    ];

    /// <summary>Whether it is known what a seed's blocks have.</summary>
    public static bool AreOf(Generator generator, ulong seed) => generator == Generator.Xoshiro256PlusPlus && seed == Seed;
}
