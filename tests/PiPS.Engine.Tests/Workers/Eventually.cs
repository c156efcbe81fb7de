namespace PiPS.Engine.Tests.Workers;

/// <summary>Waits for what another process or thread is about to do.</summary>
internal static class Eventually
{
    /// <summary>Looks again and again, and fails if it doesn't hold in time: half a minute, unless a promise says less.</summary>
    public static void Holds(Func<bool> holds, string what, TimeSpan? within = null)
        => Assert.True(SpinWait.SpinUntil(holds, within ?? TimeSpan.FromSeconds(30)), $"Not in time: {what}.");
}
