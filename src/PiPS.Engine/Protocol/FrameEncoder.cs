using System.Buffers.Binary;
using System.Text;

namespace PiPS.Engine.Protocol;

/// <summary>Messages in, bytes out. It writes to nothing: whoever sends takes <see cref="Bytes"/>, then calls <see cref="Clear"/>.</summary>
internal sealed class FrameEncoder
{
    /// <summary>Content that isn't worth copying.</summary>
    public const int Large = 64 * 1024;

    private byte[] _buffer = new byte[256];
    private int _length;
    private int _frame;

    /// <summary>Everything since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>What each side opens with.</summary>
    public FrameEncoder Preface()
    {
        Wire.Magic.CopyTo(Next(Wire.Magic.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(Next(sizeof(ushort)), Wire.Version);
        return this;
    }

    public FrameEncoder Hello(Hello hello)
        => Begin(FrameKind.Hello).Int32(hello.ProcessId).Int32(hello.Processors).Int64(hello.Clock)
            .Text(hello.Host).Text(hello.ProductVersion).Text(hello.JobId).Text(hello.StepId).End();

    public FrameEncoder Job(Job job)
        => Begin(FrameKind.Job).Byte((byte)job.Generator).Int64((long)job.Seed).Int64(job.BlockSize).Int64(job.Trials).End();

    public FrameEncoder Count(Count count) => Begin(FrameKind.Count).Int64(count.First).Int64(count.Blocks).End();

    public FrameEncoder Counted(Counted counted) => Begin(FrameKind.Counted)
        .Int64(counted.First).Int64(counted.Blocks).Int64(counted.Trials).Int64(counted.Hits)
        .Int64(counted.ComputingNanoseconds).Int64(counted.WaitingNanoseconds).End();

    public FrameEncoder Cut() => Begin(FrameKind.Cut).End();

    public FrameEncoder Ping(Ping ping) => Begin(FrameKind.Ping).Int32(ping.Milliseconds).End();

    public FrameEncoder Began(long index) => Begin(FrameKind.Began).Int64(index).End();

    public FrameEncoder Failed(string message) => Begin(FrameKind.Failed).Text(message).End();

    /// <summary>A frame whose content was written elsewhere.</summary>
    public FrameEncoder Raw(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        Begin(kind);
        payload.CopyTo(Next(payload.Length));
        return End();
    }

    /// <summary>The same, in two parts; content of <see cref="Large"/> bytes or more isn't copied, but is to be written behind this.</summary>
    public FrameEncoder RawHead(FrameKind kind, ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        Begin(kind);
        head.CopyTo(Next(head.Length));

        if (content.Length >= Large)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_frame), head.Length + content.Length);
            return this;
        }

        content.CopyTo(Next(content.Length));
        return End();
    }

    private FrameEncoder Begin(FrameKind kind)
    {
        _frame = _length;
        Next(Wire.HeaderSize)[sizeof(uint)] = (byte)kind;
        return this;
    }

    private FrameEncoder End()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_frame), _length - _frame - Wire.HeaderSize);
        return this;
    }

    private FrameEncoder Byte(byte value)
    {
        Next(sizeof(byte))[0] = value;
        return this;
    }

    private FrameEncoder Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);
        return this;
    }

    private FrameEncoder Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);
        return this;
    }

    private FrameEncoder Text(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        int length = Math.Min(bytes.Length, ushort.MaxValue);

        // Cut where a character ends: the bytes that go on with one begin with the bits 10.
        while (length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
        {
            length--;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(Next(sizeof(ushort)), (ushort)length);
        bytes.AsSpan(0, length).CopyTo(Next(length));
        return this;
    }

    private Span<byte> Next(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
