namespace PiPS.Engine.Tests.Workers;

/// <summary>What is promised within a time, measured some times.</summary>
internal static class Promise
{
    /// <summary>
    /// Fails unless the promise was kept at least once, and nearly kept otherwise: on a machine that is busy with something
    /// else, a process waits for its turn. The report has the numbers.
    /// </summary>
    public static void Kept(string what, IReadOnlyCollection<TimeSpan> delays, TimeSpan promised)
    {
        TimeSpan[] sorted = [.. delays.Order()];
        string report = $"{what} after {string.Join(", ", sorted.Select(delay => $"{delay.TotalMilliseconds:F0}"))} ms";
        TestContext.Current.TestOutputHelper!.WriteLine(report);

        Assert.True(sorted[0] <= promised && sorted[sorted.Length / 2] <= 5 * promised, report);
    }
}
