using System.Runtime.InteropServices;

namespace PiPS.Benchmarks.Measuring;

/// <summary>Processor time, which others' work on the same machine isn't in. Known where there is Linux.</summary>
internal static partial class ProcessorTime
{
    private const int ThreadClock = 3;
    private const int Self = 0;
    private const int EndedChildren = -1;

    /// <summary>Seconds of the calling thread.</summary>
    public static double? OfThisThread()
        => OperatingSystem.IsLinux() && GetTime(ThreadClock, out ClockTime time) == 0 ? time.Seconds + (time.Parts * 1e-9) : null;

    /// <summary>Seconds of this process and of its children that have ended, with theirs.</summary>
    public static double? OfEverything() => Of(Self) + Of(EndedChildren);

    private static double? Of(int who)
        => OperatingSystem.IsLinux() && GetUsage(who, out Usage usage) == 0 ? Seconds(usage.User) + Seconds(usage.System) : null;

    private static double Seconds(ClockTime time) => time.Seconds + (time.Parts * 1e-6);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out ClockTime time);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    /// <summary><c>struct timespec</c>; or <c>struct timeval</c>: parts are nanoseconds, or microseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ClockTime
    {
        public nint Seconds;
        public nint Parts;
    }

    /// <summary><c>struct rusage</c>, of which only the beginning matters here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 18 * 8)]
    private struct Usage
    {
        public ClockTime User;
        public ClockTime System;
    }
}
