namespace PiPS.Engine.Pools.Logging;

/// <summary>A log's file, open to be written: with it goes its lock.</summary>
internal sealed class LogStream : FileStream
{
    // Without a buffer: a write that fails shall leave nothing to be written later.
    public LogStream(string path)
        : base(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, LogLock.Share, bufferSize: 0)
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Once only: what is closed has no lock.
        if (disposing && CanWrite)
        {
            LogLock.Release(SafeFileHandle);
        }

        base.Dispose(disposing);
    }
}
