namespace PiPS.Engine.Files;

/// <summary>A log's or a checkpoint's file, open to be written by this command alone: with it goes its lock.</summary>
internal sealed class LockedFile : FileStream
{
    // Without a buffer: a write that fails shall leave nothing to be written later.
    public LockedFile(string path)
        : base(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileLock.Share, bufferSize: 0)
    {
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
}
