using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PiPS.Benchmarks.Measuring;

/// <summary>Processor time of the calling thread: what others do on the machine meanwhile isn't in it.</summary>
internal static partial class ThreadTime
{
    private const int LinuxThreadClock = 3;

    /// <summary>Seconds that the action took of this thread; of the clock where there is no Linux.</summary>
    public static double Of(Action action)
    {
        double start = Seconds();
        action();
        return Seconds() - start;
    }

    private static double Seconds()
    {
        if (OperatingSystem.IsLinux() && GetTime(LinuxThreadClock, out TimeSpecification now) == 0)
        {
            return now.Seconds + (now.Nanoseconds * 1e-9);
        }

        return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpecification time);

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
