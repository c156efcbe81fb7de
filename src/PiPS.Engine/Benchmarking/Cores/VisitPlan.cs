namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>How many blocks each kernel counts in a repeat: the same on every processor.</summary>
/// <param name="Blocks">For each kernel; the first, whose rate is the processor's, has half of the time.</param>
internal sealed record VisitPlan(IReadOnlyList<long> Blocks)
{
    private const double RepeatSeconds = 0.25;
    private const double WarmUpSeconds = 0.05;

    /// <summary>Blocks of a repeat.</summary>
    public long Total => Blocks.Sum();

    /// <summary>Times the kernels, which also gets them compiled, and plans for it.</summary>
    /// <param name="kernels">The kernels, the fastest first.</param>
    /// <param name="trials">Trials of a repeat; null for what takes a quarter of a second.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Looked at after each block.</param>
    public static VisitPlan Measure(IReadOnlyList<CoreKernel> kernels, long? trials, TimeProvider time, CancellationToken stop)
    {
        double others = RepeatSeconds / 2.0 / Math.Max(1, kernels.Count - 1);
        double first = kernels.Count == 1 ? RepeatSeconds : RepeatSeconds / 2.0;

        long[] blocks = [.. kernels.Select((kernel, index) =>
            Math.Max(1L, (long)((index == 0 ? first : others) / SecondsForBlock(kernel, time, stop))))];

        return new(trials is null ? blocks : Scaled(blocks, ((trials.Value - 1) / GoldenBlocks.Size) + 1));
    }

    /// <summary>Deals a number of blocks in the same proportions; the first kernel has what remains.</summary>
    internal static long[] Scaled(long[] blocks, long total)
    {
        double sum = blocks.Sum();
        long least = total >= 2 * blocks.Length ? 1 : 0;
        long[] scaled = [.. blocks.Select(count => Math.Max(least, (long)(total * (count / sum))))];
        scaled[0] = total - scaled.Skip(1).Sum();
        return scaled;
    }

    private static double SecondsForBlock(CoreKernel kernel, TimeProvider time, CancellationToken stop)
    {
        Sampling.TrialSource source = kernel.Create();
        long start = time.GetTimestamp();
        double least = double.MaxValue;

        // The quickest block is one that nobody disturbed, by compiled code.
        for (int block = 0; time.GetElapsedTime(start).TotalSeconds < WarmUpSeconds || block < 2; block++)
        {
            stop.ThrowIfCancellationRequested();
            long begin = time.GetTimestamp();
            source.Begin((ulong)(block % GoldenBlocks.Count));
            source.Count(GoldenBlocks.Size);
            least = Math.Min(least, time.GetElapsedTime(begin).TotalSeconds);
        }

        return Math.Max(least, 1e-9);
    }
}
