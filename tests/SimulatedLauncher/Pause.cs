using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PiPS.SimulatedLauncher;

/// <summary>A thread's wait that any thread may end.</summary>
/// <remarks>
/// On Linux one wait in the system, as a thread that reads from a real worker has it: half of what <see cref="Monitor"/> takes for that.
/// Elsewhere that one.
/// </remarks>
internal sealed partial class Pause : IDisposable
{
    private const short PollIn = 1;
    private const int CloseOnExec = 0x80000;

    private readonly object _gate = new();
    private readonly SafeFileHandle? _end = OperatingSystem.IsLinux() ? new(EventDescriptor(0, CloseOnExec), ownsHandle: true) : null;
    private bool _hasEnded;

    /// <summary>Waits until a time has come.</summary>
    /// <returns>Whether it has; else the pause was ended.</returns>
    public bool Until(long timestamp)
    {
        while (!Volatile.Read(ref _hasEnded))
        {
            TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);

            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            // Up to the next millisecond: what is shorter would be no wait at all, again and again.
            Wait((int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
        }

        return false;
    }

    public void End()
    {
        lock (_gate)
        {
            Volatile.Write(ref _hasEnded, true);
            Monitor.PulseAll(_gate);

            if (_end is { IsClosed: false })
            {
                _ = Write(_end, 1, sizeof(ulong));
            }
        }
    }

    /// <summary>Makes the next wait one that isn't ended.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_end is not null && _hasEnded)
            {
                _ = Read(_end, out _, sizeof(ulong));
            }

            _hasEnded = false;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _end?.Dispose();
        }
    }

    /// <summary>The time so much after another.</summary>
    public static long After(long timestamp, TimeSpan time) => timestamp + (long)(time.TotalSeconds * Stopwatch.Frequency);

    private void Wait(int milliseconds)
    {
        if (_end is not null)
        {
            PollDescriptor descriptor = new() { Descriptor = (int)_end.DangerousGetHandle(), Asked = PollIn };
            _ = Poll(ref descriptor, 1, milliseconds);
            return;
        }

        lock (_gate)
        {
            if (!_hasEnded)
            {
                Monitor.Wait(_gate, milliseconds);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int EventDescriptor(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle descriptor, in ulong value, nuint size);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle descriptor, out ulong value, nuint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Answered;
    }
}
