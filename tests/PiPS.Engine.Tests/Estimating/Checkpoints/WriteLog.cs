namespace PiPS.Engine.Tests.Estimating.Checkpoints;

/// <summary>A file that remembers what was done to it since it was longest, so that a crash can be thought of at every moment.</summary>
internal sealed class WriteLog : MemoryStream
{
    private readonly List<(long At, byte[] Bytes)> _writes = [];
    private byte[] _longest = [];
    private long _shortened = -1;

    public bool WasShortened => _shortened >= 0;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Position < Length)
        {
            _writes.Add((Position, buffer.ToArray()));
            _longest = _longest.Length == 0 ? ToArray() : _longest;
        }

        base.Write(buffer.ToArray(), 0, buffer.Length);
    }

    public override void SetLength(long value)
    {
        _shortened = value < Length ? value : _shortened;
        base.SetLength(value);
    }

    /// <summary>What the file may hold after a crash while it was shortened: any part of what was written, and any length.</summary>
    public IEnumerable<byte[]> Crashes()
    {
        byte[] file = [.. _longest];
        yield return [.. file];

        foreach ((long at, byte[] bytes) in _writes)
        {
            foreach (int part in new[] { 1, 40, bytes.Length / 2, bytes.Length - 1, bytes.Length })
            {
                bytes.AsSpan(0, part).CopyTo(file.AsSpan((int)at));
                yield return [.. file];
            }
        }

        yield return file[..(int)_shortened];
    }
}
