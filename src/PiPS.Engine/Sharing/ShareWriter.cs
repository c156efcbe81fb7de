using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>Puts together what a request or an answer holds.</summary>
internal sealed class ShareWriter
{
    private readonly ByteWriter _target;

    public ShareWriter(int capacity = 64)
    {
        _target = new(capacity);
    }

    public ShareWriter Byte(byte value)
    {
        _target.AppendByte(value);
        return this;
    }

    /// <summary>A number that isn't negative.</summary>
    public ShareWriter Number(long value)
    {
        _target.AppendVariable((ulong)value);
        return this;
    }

    /// <summary>Any number.</summary>
    public ShareWriter Signed(long value)
    {
        _target.AppendVariable(NumberForm.Fold(value));
        return this;
    }

    public ShareWriter Text(string value)
    {
        TextForm.Write(_target, value);
        return this;
    }

    /// <summary>A value's bytes, behind their number.</summary>
    public ShareWriter Bytes(ReadOnlySpan<byte> value)
    {
        _target.AppendVariable((uint)value.Length);
        _target.Append(value);
        return this;
    }

    /// <summary>A value's bytes, as the last of all.</summary>
    public ShareWriter Rest(ReadOnlySpan<byte> value)
    {
        _target.Append(value);
        return this;
    }

    public ShareWriter Reference(in SharedReference value) => Byte((byte)value.Kind).Number(value.Id).Text(value.Name);

    /// <summary>What is written: good until the next change.</summary>
    public ReadOnlySpan<byte> Written => _target.Bytes;

    public byte[] ToArray() => _target.Bytes.ToArray();
}
