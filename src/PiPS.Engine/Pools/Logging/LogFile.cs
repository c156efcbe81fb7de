using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Opens a log's file: makes it, refuses what isn't one, repairs a torn end.</summary>
internal static class LogFile
{
    private const string PermissionAdvice = "Give a path where you may write, or change the file's permissions.";

    /// <summary>Opens it for this command alone; others may read it.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="torn">Bytes of a last line that wasn't written whole, and is cut off now.</param>
    /// <returns>The file: a header, and whole lines. Its position is at its end.</returns>
    /// <exception cref="InvalidOptionException">It is refused; it is then as it was.</exception>
    public static FileStream Open(string path, out long torn)
    {
        FileStream? file = null;

        try
        {
            file = Directory.Exists(path)
                ? throw TaskLogErrors.LogFileNotOpened(path, "It is a folder.", "Give the path of a file in it.")
                : new LockedFile(path);
            torn = FileLock.TryTake(file.SafeFileHandle) ? Prepare(file, path) : throw TaskLogErrors.LogFileInUse(path);
            return file;
        }
        catch (Exception error)
        {
            file?.Dispose();
            throw error is InvalidOptionException ? error : NotOpened(path, error);
        }
    }

    // A device or a pipe.
    private static InvalidOptionException NotAFile(string path)
        => TaskLogErrors.LogFileNotOpened(path, "It is no ordinary file.", "Give the path of a file on a disk.");

    private static InvalidOptionException NotOpened(string path, Exception error) => error switch
    {
        DirectoryNotFoundException => TaskLogErrors.LogFileNotOpened(path, error.Message, "Make its folder first: New-Item -ItemType Directory."),
        UnauthorizedAccessException => TaskLogErrors.LogFileNotOpened(path, error.Message, PermissionAdvice),
        IOException { HResult: var code } when IsSharing(code) => TaskLogErrors.LogFileInUse(path),
        _ => TaskLogErrors.LogFileNotOpened(path, error.Message, "Make room on its disk, or give a path elsewhere."),
    };

    // ERROR_SHARING_VIOLATION; EWOULDBLOCK of Linux and of macOS.
    private static bool IsSharing(int code) => OperatingSystem.IsWindows() ? (code & 0xFFFF) == 32 : code is 11 or 35;

    private static long Prepare(FileStream file, string path)
    {
        byte[] start = new byte[LogHeader.MaximumBytes];
        int length = file.CanSeek ? file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) : throw NotAFile(path);
        int end = length <= file.Length ? start.AsSpan(0, length).IndexOf((byte)'\n') : throw NotAFile(path);

        // A header that wasn't written whole is as good as none.
        if (end < 0 && length < LogHeader.Bytes.Length && LogHeader.Bytes.StartsWith(start.AsSpan(0, length)))
        {
            file.SetLength(0);
            file.Position = 0;
            file.Write(LogHeader.Bytes);
            file.Flush(flushToDisk: true);
            return length;
        }

        int? version = end < 0 ? null : LogHeader.VersionOf(start.AsSpan(0, end));

        if (version is not int known)
        {
            throw TaskLogErrors.LogFileForeign(path);
        }

        if (known > LogHeader.Version)
        {
            throw TaskLogErrors.LogFileNewer(path, known);
        }

        long whole = LineScanner.EndOfLastLine(file);
        long torn = file.Length - whole;

        if (torn > 0)
        {
            file.SetLength(whole);
        }

        file.Position = whole;
        return torn;
    }
}
