namespace PiPS.Engine.Tests.Pools.Logging;

/// <summary>A disk that makes durable when it is told to, or fails.</summary>
internal sealed class SlowDisk : MemoryStream
{
    private readonly SemaphoreSlim _allowed = new(0);
    private int _started;

    /// <summary>How often it was asked to make durable.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>Bytes from which on it is full.</summary>
    public long Room { get; init; } = long.MaxValue;

    public void Allow(int times = 1_000_000) => _allowed.Release(times);

    public void MakeDurable()
    {
        Interlocked.Increment(ref _started);
        _allowed.Wait();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int fitting = (int)Math.Clamp(Room - Position, 0, buffer.Length);
        base.Write(buffer[..fitting]);

        if (fitting < buffer.Length)
        {
            throw new IOException("No space left on device");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _allowed.Dispose();
        base.Dispose(disposing);
    }
}
