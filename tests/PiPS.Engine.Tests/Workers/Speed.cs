using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Workers;

/// <summary>How much this machine does, so that a run lasts for about as long as a test needs it to.</summary>
internal static class Speed
{
    private static readonly Lazy<double> Rate = new(
        () => Enumerable.Range(0, 3).Max(_ => Estimates.Run(new() { Trials = 1L << 28, Seed = 1, Type = WorkerType.Sequential }).Rate));

    /// <summary>Trials that one core counts in this time.</summary>
    public static long TrialsIn(TimeSpan time) => (long)(Rate.Value * time.TotalSeconds);
}
