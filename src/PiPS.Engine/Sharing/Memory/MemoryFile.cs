using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using PiPS.Engine.Files;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>What shared memory is made of: a file that has all its room, so that no touch of it can fail.</summary>
/// <remarks>
/// On Linux it has no name (memfd), and other processes open it by its owner's descriptor: so nothing is left of it however the
/// owner ends. Elsewhere it is in the folder for temporary files, and deleted when it is closed.
/// </remarks>
internal sealed class MemoryFile : IDisposable
{
    private const uint CloseOnExec = 1;
    private const uint AllowSealing = 2;
    private const int AddSeals = 1033;
    private const int SealSize = 1 | 2 | 4;
    private const int KeepSize = 1;
    private const int PunchHole = 2;
    private const int Interrupted = 4;
    private const int OutOfMemory = 12;
    private const int OutOfSpace = 28;

    // A signal undoes the call that it interrupts; and somebody may want to stop.
    private const long Piece = 64L << 20;

    private MemoryFile(SafeFileHandle handle, string path)
    {
        Handle = handle;
        Path = path;
    }

    public SafeFileHandle Handle { get; }

    /// <summary>Where others open it.</summary>
    public string Path { get; }

    /// <summary>Makes one, zeroed.</summary>
    /// <exception cref="ShareException">There isn't enough memory.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static MemoryFile Create(long bytes, CancellationToken stop)
        => (OperatingSystem.IsLinux() ? WithoutName(bytes, stop) : null) ?? InFolder(System.IO.Path.GetTempPath(), bytes);

    /// <summary>Makes one where there is no nameless memory.</summary>
    /// <exception cref="ShareException">There isn't enough room.</exception>
    public static MemoryFile InFolder(string folder, long bytes)
    {
        string path = System.IO.Path.Combine(folder, $"pips-{Environment.ProcessId}-{Guid.NewGuid():N}");

        try
        {
            return new(PrivateFile.Create(path, FileOptions.DeleteOnClose, bytes).SafeFileHandle, path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw MemoryErrors.MemoryRefused(bytes, $"the folder for temporary files doesn't take it ({refused.Message})");
        }
    }

    /// <summary>Opens another's.</summary>
    /// <exception cref="ShareException">It isn't there, or isn't for us.</exception>
    public static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw MemoryErrors.MemoryUnreachable(refused.Message);
        }
    }

    /// <summary>Gives back what it takes, though processes may still map it: they find zeros from then on.</summary>
    /// <param name="start">The first byte to give back.</param>
    /// <param name="bytes">How many.</param>
    public void GiveBack(long start, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = UnixCalls.Allocate(Handle, KeepSize | PunchHole, (nint)start, (nint)bytes);
        }
    }

    public void Dispose() => Handle.Dispose();

    /// <returns>Nothing if this Linux has none.</returns>
    [SupportedOSPlatform("linux")]
    private static MemoryFile? WithoutName(long bytes, CancellationToken stop)
    {
        int descriptor = UnixCalls.CreateMemoryFile("pips", CloseOnExec | AllowSealing);

        if (descriptor < 0)
        {
            return null;
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);

        try
        {
            for (long start = 0; start < bytes; start += Piece)
            {
                stop.ThrowIfCancellationRequested();
                Allocate(handle, start, Math.Min(Piece, bytes - start), bytes);
            }

            // Who cut it short would kill all who map it.
            _ = UnixCalls.FileControl(descriptor, AddSeals, SealSize);
            return new(handle, $"/proc/{Environment.ProcessId}/fd/{descriptor}");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    [SupportedOSPlatform("linux")]
    private static void Allocate(SafeFileHandle handle, long start, long length, long all)
    {
        while (UnixCalls.Allocate(handle, 0, (nint)start, (nint)length) != 0)
        {
            int error = Marshal.GetLastPInvokeError();

            if (error != Interrupted)
            {
                throw error is OutOfMemory or OutOfSpace
                    ? MemoryErrors.MemoryTooLarge(all, MemoryRoom.Available())
                    : MemoryErrors.MemoryRefused(all, Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }
}
