using System.Diagnostics;

namespace PiPS.Engine.Pools;

/// <summary>Memory of another process.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes that a process holds; nothing for this one, whose threads can't be told apart, or if it has ended.</summary>
    public static long? Of(int processId)
    {
        if (processId == 0 || processId == Environment.ProcessId)
        {
            return null;
        }

        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.WorkingSet64;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
