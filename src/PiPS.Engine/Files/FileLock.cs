using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Files;

/// <summary>Keeps a second writer from a file, and no reader.</summary>
/// <remarks>
/// On Windows, <see cref="FileShare.Read"/> does that. Elsewhere .NET's sharing modes are locks that keep all of .NET's readers off
/// (Get-Content too) or no writer. So on Linux it is a lock of the open file (<c>F_OFD_SETLK</c>), which others of this process
/// respect too, and which goes when its holder does, however that ends. A file system without such locks has none.
/// </remarks>
internal static class FileLock
{
    private const int SetOpenFileLock = 37;
    private const short WriteLock = 1;
    private const short Unlock = 2;
    private const int TryAgain = 11;
    private const int AccessDenied = 13;

    // The layout below is that of 64 bits.
    private static bool HasOpenFileLocks => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>How the file is to be opened.</summary>
    public static FileShare Share => HasOpenFileLocks ? FileShare.ReadWrite | FileShare.Delete
        : OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    /// <summary>Takes the lock of an open file, for as long as it stays open.</summary>
    /// <returns>Whether nobody else has it.</returns>
    public static bool TryTake(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows() || !HasOpenFileLocks)
        {
            return true;
        }

        return Set(file, WriteLock) == 0 || Marshal.GetLastPInvokeError() is not (TryAgain or AccessDenied);
    }

    /// <summary>Gives the lock back, before the file is closed.</summary>
    /// <remarks>
    /// To close it isn't enough: a process that is being started just now has the open file as well, until it becomes another program.
    /// </remarks>
    public static void Release(SafeFileHandle file)
    {
        if (!OperatingSystem.IsWindows() && HasOpenFileLocks && !file.IsClosed)
        {
            _ = Set(file, Unlock);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static unsafe int Set(SafeFileHandle file, short type)
    {
        LockRequest whole = new() { Type = type };
        return UnixCalls.FileControl((int)file.DangerousGetHandle(), SetOpenFileLock, (nint)(&whole));
    }

    /// <summary><c>struct flock</c> of Linux, 64 bits.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LockRequest
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}
