using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Estimating.Checkpoints;

/// <summary>Checkpoints' contents for tests, with blocks of a hundred trials.</summary>
internal static class Contents
{
    public const long BlockSize = 100;

    /// <summary>Neighbouring whole blocks, from one to behind another.</summary>
    public static FinishedBlocks Blocks(long first, long end, long missing = 0)
        => new(first, end - first, ((end - first) * BlockSize) - missing, ((end - first) * 78) - missing);

    public static CheckpointContent Of(params FinishedBlocks[] finished)
        => new(Generator.MersenneTwister, ulong.MaxValue, BlockSize, finished);

    /// <summary>Whether both say the same.</summary>
    public static bool Alike(CheckpointContent? left, CheckpointContent? right)
        => left is null || right is null ? ReferenceEquals(left, right)
            : (left with { Finished = right.Finished }) == right && left.Finished.SequenceEqual(right.Finished);
}
