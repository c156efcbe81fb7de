namespace PiPS.Engine.Tests.Estimating.Checkpoints;

/// <summary>A file on a disk with so much room: what is beyond isn't written, and the write fails.</summary>
internal sealed class FullDisk(long room) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        int fits = (int)Math.Clamp(room - Position, 0, count);
        base.Write(buffer, offset, fits);

        if (fits < count)
        {
            throw new IOException("No space left on device");
        }
    }
}
