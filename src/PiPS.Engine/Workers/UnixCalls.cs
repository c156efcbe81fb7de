using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PiPS.Engine.Workers;

/// <summary>Calls of the C library that .NET has no method for.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixCalls
{
    /// <summary><c>POLLIN</c>: there is something to read, or the end has come.</summary>
    public const short PollIn = 1;

    /// <summary><c>POLLOUT</c>: there is room to write.</summary>
    public const short PollOut = 4;

    // F_SETPIPE_SZ.
    private const int SetPipeSize = 1031;

    /// <summary>No signal: only whether there is such a process.</summary>
    public const int NoSignal = 0;

    /// <summary><c>SIGKILL</c>.</summary>
    public const int KillSignal = 9;

    /// <summary><c>SIGTERM</c>.</summary>
    public const int TerminateSignal = 15;

    /// <summary><c>setsid(2)</c>: a session and a process group of its own, away from the terminal's Ctrl+C.</summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    internal static partial int SetSession();

    /// <summary><c>kill(2)</c>; a negative number names a process group.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);

    /// <summary><c>poll(2)</c> for one descriptor.</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(ref PollDescriptor descriptor, nuint count, int milliseconds);

    /// <summary><c>fcntl(2)</c> with a number as its argument.</summary>
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int FileControl(int descriptor, int command, nint argument);

    /// <summary><c>memfd_create(2)</c>: a file without a name, in memory, that is gone with the last who has it. Linux only.</summary>
    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateMemoryFile(string label, uint flags);

    /// <summary><c>fallocate(2)</c>: gives a file room, or takes it back. Linux only.</summary>
    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    internal static partial int Allocate(SafeFileHandle file, int mode, nint start, nint length);

    /// <summary><c>madvise(2)</c>.</summary>
    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    internal static partial int Advise(nint start, nuint length, int advice);

    /// <summary>Whether there is something under a path, links followed, that is neither a file nor a folder. Linux only.</summary>
    internal static unsafe bool IsSpecialFile(string path)
    {
        const int CurrentFolder = -100, ModeOffset = 28;
        const uint TypeAndMode = 3;
        const int TypeMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

        // struct statx, which is the same on every architecture.
        byte* status = stackalloc byte[256];
        return GetStatus(CurrentFolder, path, 0, TypeAndMode, status) == 0
            && (*(ushort*)(status + ModeOffset) & TypeMask) is not (RegularFile or Folder);
    }

    /// <summary><c>statx(2)</c>. Linux only.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int GetStatus(int folder, string path, int flags, uint mask, byte* status);

    /// <summary>Has a pipe hold a mebibyte, if the system allows it: large content passes several times as fast, since its two sides take turns less often.</summary>
    /// <remarks>Only where large content comes: what all pipes of a user may hold is limited.</remarks>
    internal static void Widen(SafeHandle pipe)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = FileControl((int)pipe.DangerousGetHandle(), SetPipeSize, 1 << 20);
        }
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Answered;
    }
}
