using System.Buffers.Binary;

namespace PiPS.Engine.Protocol;

/// <summary>Bytes in, frames out. It reads from nothing: whoever has bytes puts them in.</summary>
internal sealed class FrameDecoder
{
    private readonly int _maximumPayload;
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private int _noise;
    private bool _opened;

    /// <param name="maximumPayload">What a frame may hold.</param>
    public FrameDecoder(int maximumPayload = Wire.MaximumPayload)
    {
        _maximumPayload = maximumPayload;
    }

    /// <summary>What came before the magic number; all there is if none came.</summary>
    public ReadOnlySpan<byte> Unopened => _opened ? [] : _buffer.AsSpan(_start, _end - _start);

    /// <summary>Room for the next bytes, never empty: fill its beginning, then <see cref="Advance"/>.</summary>
    public Span<byte> Free()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        return _buffer.AsSpan(_end);
    }

    /// <summary>Says how many bytes were put into <see cref="Free"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Takes the next frame, if all of it is there.</summary>
    /// <exception cref="ProtocolException">The bytes can't be understood.</exception>
    public bool TryRead(out Frame frame)
    {
        frame = default;

        if ((!_opened && !TryOpen()) || _end - _start < Wire.HeaderSize)
        {
            return false;
        }

        ReadOnlySpan<byte> ready = _buffer.AsSpan(_start, _end - _start);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(ready);

        if (length > (uint)_maximumPayload)
        {
            throw new ProtocolException(
                Rejection.FrameTooLarge, $"A frame announces {length} bytes; {_maximumPayload} is the most that is allowed.");
        }

        int size = Wire.HeaderSize + (int)length;

        if (ready.Length < size)
        {
            return false;
        }

        frame = new((FrameKind)ready[sizeof(uint)], ready[Wire.HeaderSize..size]);
        _start += size;
        return true;
    }

    /// <summary>Says that no more bytes come.</summary>
    /// <exception cref="ProtocolException">They end before the first frame, or within one.</exception>
    public void Finish()
    {
        if (!_opened)
        {
            throw new ProtocolException(Rejection.NoMagic, "The other side ended before it said anything.");
        }

        if (_start != _end)
        {
            throw new ProtocolException(Rejection.Truncated, "The bytes end within a frame.");
        }
    }

    private bool TryOpen()
    {
        ReadOnlySpan<byte> ready = _buffer.AsSpan(_start, _end - _start);
        int magic = ready.IndexOf(Wire.Magic);
        _noise = magic < 0 ? ready.Length - Wire.Magic.Length : magic;

        if (_noise > Wire.MaximumNoise)
        {
            throw new ProtocolException(Rejection.NoMagic, "The other side doesn't speak this protocol.");
        }

        if (magic < 0 || ready.Length - magic < Wire.PrefaceSize)
        {
            return false;
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(ready[(magic + Wire.Magic.Length)..]);

        if (version != Wire.Version)
        {
            throw new ProtocolException(
                Rejection.UnsupportedVersion,
                $"The other side speaks version {version} of the protocol, this side version {Wire.Version}: "
                + (version < Wire.Version ? "update the other side." : "update this side."));
        }

        _start += magic + Wire.PrefaceSize;
        return _opened = true;
    }

    private void MakeRoom()
    {
        int held = _end - _start;

        // Half free is room enough; more than the largest frame is never held, since TryRead refuses it by its header.
        byte[] target = held > _buffer.Length / 2 ? new byte[(int)Math.Min(Array.MaxLength, 2L * _buffer.Length)] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, held);
        (_buffer, _start, _end) = (target, 0, held);
    }
}
