using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;
using PiPS.Engine.Sampling;

namespace PiPS.Benchmarks.Groups;

/// <summary>Counting on one core, in processor time: the engine's kernels, and others' ways to do the same work.</summary>
internal sealed class SamplingGroup : BenchmarkGroup
{
    private const string EarlyDecision = "C, same algorithm, AVX-512";
    private const string FullPrecision = "C, exact 32 bits, AVX-512";
    private const string Scalar = "C, doubles, no vectors";
    private const string NumPy = "NumPy, chunks";
    private const string Tutorial = "Python, tutorial's loop";

    private readonly NativePrograms _native = new();

    public override string Name => "sampling";

    public override string Title => "Sampling on one core (processor time)";

    public override int Rounds => 9;

    public override IReadOnlyList<Contender> Contenders =>
    [
        .. Enum.GetValues<KernelPath>().Reverse().Select(KernelContender.Of),
        KernelContender.MersenneTwister,
        PeerContender.Of(
            EarlyDecision, 4_000_000_000, () => new(_native.Compile("early_decision", needsVectors: true)), CheckEarlyDecision),
        PeerContender.Of(FullPrecision, 1_600_000_000, () => new(_native.Compile("full_precision", needsVectors: true))),
        PeerContender.Of(Scalar, 100_000_000, () => new(_native.Compile("scalar", needsVectors: false))),
        PeerContender.Of(NumPy, 50_000_000, () => Python.Script(Python.With("numpy"), "numpy_chunks")),
        PeerContender.Of(Tutorial, 1_000_000, () => Python.Script(Python.With("random"), "tutorial_loop"), CheckTutorial),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
    [
        new(nameof(KernelPath.Avx512Vbmi2), EarlyDecision),
        new(nameof(KernelPath.Avx512Vbmi2), FullPrecision),
        new(nameof(KernelPath.Avx512Vbmi2), Scalar),
        new(nameof(KernelPath.Avx512Vbmi2), NumPy),
        new(nameof(KernelPath.Avx512Vbmi2), Tutorial),
        new(nameof(KernelPath.Avx2), Scalar),
        new(nameof(KernelPath.Scalar), Scalar),
        new(nameof(Generator.MersenneTwister), Tutorial),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        new("AVX-512, a core", new(nameof(KernelPath.Avx512Vbmi2)), 20e9),
        new("AVX-512 to C of the same algorithm", new(nameof(KernelPath.Avx512Vbmi2), EarlyDecision), 0.9),
        new("AVX-512 to C of exact 32 bits", new(nameof(KernelPath.Avx512Vbmi2), FullPrecision), 2.5),
        new("AVX2, a core", new(nameof(KernelPath.Avx2)), 4.5e9),
        new("Scalar, a core", new(nameof(KernelPath.Scalar)), 0.85e9),
    ];

    public override void Dispose()
    {
        _native.Dispose();
        base.Dispose();
    }

    private static void CheckEarlyDecision(Func<ulong, long, long> count) => GoldenHits.Check(EarlyDecision, count);

    // A block of the engine's Mersenne Twister is what Python counts after random.seed(seed + block).
    private static void CheckTutorial(Func<ulong, long, long> count)
    {
        const ulong Seed = 7;
        const long Trials = 1_000_000;
        long engine = KernelContender.Count(TrialSources.Create(Generator.MersenneTwister, Seed), Trials);
        WrongHitsException.ThrowUnless($"{nameof(Generator.MersenneTwister)} against Python's own", count(Seed, Trials), engine);
    }
}
