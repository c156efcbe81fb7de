using System.Runtime.InteropServices;

namespace PiPS.Soaking.Workers;

/// <summary>Signals to processes.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Halt = 19;

    /// <summary>Sends one; a process that has gone doesn't mind.</summary>
    /// <returns>Whether there was such a process.</returns>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
