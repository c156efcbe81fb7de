using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Opens a log's file: makes it, refuses what isn't one, repairs a torn end.</summary>
internal static class LogFile
{
    private static readonly FileRefusals Refusals = new(TaskLogErrors.LogFileNotOpened, TaskLogErrors.LogFileInUse);

    /// <summary>Opens it for this command alone; others may read it.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="torn">Bytes of a last line that wasn't written whole, and is cut off now.</param>
    /// <returns>The file: a header, and whole lines. Its position is at its end.</returns>
    /// <exception cref="InvalidOptionException">It is refused; it is then as it was.</exception>
    public static FileStream Open(string path, out long torn)
    {
        long cut = 0;
        LockedFile file = LockedFile.Open(path, Refusals, file => cut = Prepare(file, path));
        torn = cut;
        return file;
    }

    // A device or a pipe.
    private static InvalidOptionException NotAFile(string path)
        => TaskLogErrors.LogFileNotOpened(path, "It is no ordinary file.", "Give the path of a file on a disk.");

    private static long Prepare(FileStream file, string path)
    {
        byte[] start = new byte[LogHeader.MaximumBytes];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
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
