namespace PiPS.Engine.Launchers.Testing;

/// <summary>How far a launcher's test is.</summary>
/// <param name="Done">Places that were tried.</param>
/// <param name="Total">Places to try.</param>
/// <param name="Remaining">Time left, if those that are left take what the others took; at the first, the most that it can be.</param>
public readonly record struct LauncherTestProgress(int Done, int Total, TimeSpan Remaining)
{
    /// <summary>Done share, 0 to 1.</summary>
    public double Share => (double)Done / Total;
}
