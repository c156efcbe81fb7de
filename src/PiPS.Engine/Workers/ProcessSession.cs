namespace PiPS.Engine.Workers;

/// <summary>A worker's place among the processes.</summary>
internal static class ProcessSession
{
    /// <summary>Makes this process lead a session of its own, away from the terminal's Ctrl+C.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            // It fails for a process that leads a group already, which is just as good.
            _ = UnixCalls.SetSession();
        }
    }

    /// <summary>Kills a process that called <see cref="Begin"/>, with the children that it started.</summary>
    /// <returns>Whether there was such a group.</returns>
    public static bool KillGroup(int processId)
        => !OperatingSystem.IsWindows() && UnixCalls.Kill(-processId, UnixCalls.KillSignal) == 0;
}
