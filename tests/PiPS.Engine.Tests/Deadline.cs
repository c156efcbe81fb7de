namespace PiPS.Engine.Tests;

/// <summary>How long tests wait for what has to come.</summary>
internal static class Deadline
{
    /// <summary>What hasn't come by then never comes. Two minutes: machines that run tests may be busy, and no test that passes waits so long.</summary>
    public static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);
}
