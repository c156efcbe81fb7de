namespace PiPS.Engine.Tests.Workers;

/// <summary>Waits for what another process or thread is about to do.</summary>
internal static class Eventually
{
    /// <summary>Looks again and again, and fails if it doesn't hold in time.</summary>
    public static void Holds(Func<bool> holds, string what)
        => Assert.True(SpinWait.SpinUntil(holds, Deadline.Generous), $"Not in time: {what}.");
}
