namespace PiPS.Engine.Workers;

/// <summary>A worker's place among the processes.</summary>
internal static class ProcessSession
{
    private static int _takesChildren;

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

    /// <summary>Makes the children that this process started end with it: for when nobody is there any more who would kill them.</summary>
    /// <remarks>What else is to happen at the process's end happens before.</remarks>
    public static void TakeChildrenAlong()
    {
        if (Interlocked.Exchange(ref _takesChildren, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => KillGroup(Environment.ProcessId);
        }
    }

    /// <summary>Kills the children that such a process left when it ended.</summary>
    /// <remarks>
    /// Its number stays the group's while there is any of them, and no process gets it. A process that has it shows that
    /// there was none: numbers come round again, within minutes on a busy machine, and its group is another's.
    /// </remarks>
    public static void KillOrphans(int processId)
    {
        if (!OperatingSystem.IsWindows() && UnixCalls.Kill(processId, UnixCalls.NoSignal) != 0)
        {
            _ = KillGroup(processId);
        }
    }
}
