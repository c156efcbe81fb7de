using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Files;

/// <summary>A log's or a checkpoint's file, open to be written by this command alone: with it goes its lock.</summary>
internal sealed class LockedFile : FileStream
{
    private const string PermissionAdvice = "Give a path where you may write, or change the file's permissions.";

    // Without a buffer: a write that fails shall leave nothing to be written later.
    private LockedFile(string path)
        : base(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileLock.Share, bufferSize: 0)
    {
    }

    /// <summary>Whether there was no file of that name before.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Opens it, or makes it; others may read it.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="refusals">How it is refused.</param>
    /// <param name="prepare">Looks at it; what it throws closes the file again.</param>
    /// <exception cref="InvalidOptionException">It is refused; it is then as it was.</exception>
    public static LockedFile Open(string path, FileRefusals refusals, Action<LockedFile> prepare)
    {
        LockedFile? file = null;
        bool isNew = !File.Exists(path);
        bool isOurs = false;

        try
        {
            // Before it is opened: what is written to a disk's device is at the disk's beginning.
            file = Directory.Exists(path) ? throw refusals.NotOpened(path, "It is a folder.", "Give the path of a file in it.")
                : OperatingSystem.IsLinux() && UnixCalls.IsSpecialFile(path) ? throw NoOrdinaryFile(path, refusals)
                : new LockedFile(path);
            isOurs = FileLock.TryTake(file.SafeFileHandle) ? true : throw refusals.InUse(path);

            file.IsNew = isNew;

            // A device or a pipe, of systems other than Linux.
            prepare(file.CanSeek ? file : throw NoOrdinaryFile(path, refusals));
            return file;
        }
        catch (Exception error)
        {
            if (isNew && isOurs)
            {
                File.Delete(path);
            }

            file?.Dispose();
            throw error is InvalidOptionException ? error : NotOpened(path, error, refusals);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Once only: what is closed has no lock.
        if (disposing && CanWrite)
        {
            FileLock.Release(SafeFileHandle);
        }

        base.Dispose(disposing);
    }

    private static InvalidOptionException NoOrdinaryFile(string path, FileRefusals refusals)
        => refusals.NotOpened(path, "It is no ordinary file.", "Give the path of a file on a disk.");

    private static InvalidOptionException NotOpened(string path, Exception error, FileRefusals refusals) => error switch
    {
        DirectoryNotFoundException => refusals.NotOpened(path, error.Message, "Make its folder first: mkdir."),
        PathTooLongException => refusals.NotOpened(path, error.Message, "Give a shorter name."),
        UnauthorizedAccessException => refusals.NotOpened(path, error.Message, PermissionAdvice),
        IOException { HResult: var code } when IsSharing(code) => refusals.InUse(path),
        _ => refusals.NotOpened(path, error.Message, "Make room on its disk, or give a path elsewhere."),
    };

    // ERROR_SHARING_VIOLATION; EWOULDBLOCK of Linux and of macOS.
    private static bool IsSharing(int code) => OperatingSystem.IsWindows() ? (code & 0xFFFF) == 32 : code is 11 or 35;
}
