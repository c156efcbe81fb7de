using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace PiPS.Engine.Values;

/// <summary>Strings: layouts in <see cref="CompactCodec"/>.</summary>
internal static class TextForm
{
    /// <summary>Bytes of UTF-8 that a tag can count by itself.</summary>
    public const int LongestShort = 63;

    // A char makes three bytes at most.
    private const int SurelyShort = LongestShort / 3;

    public static void Write(ByteWriter target, string value)
    {
        int start = target.Length;
        int size = value.Length <= SurelyShort ? LongestShort : Encoding.UTF8.GetByteCount(value);

        if (size <= LongestShort)
        {
            target.AppendTag(ValueTag.ShortText);
        }
        else
        {
            target.AppendTag(ValueTag.Text);
            target.AppendVariable((uint)size);
        }

        int begin = target.Length;
        OperationStatus status = Utf8.FromUtf16(
            value, target.Append(size), out _, out int written, replaceInvalidSequences: false);

        if (status != OperationStatus.Done)
        {
            target.Truncate(start);
            WriteRaw(target, value);
        }
        else if (size <= LongestShort)
        {
            target.Truncate(begin + written);
            target.PatchByte(start, (byte)((int)ValueTag.ShortText + written));
        }
    }

    public static string Read(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    public static string ReadRaw(ref ByteReader source)
    {
        ulong count = source.TakeVariable();

        if (count > (ulong)source.Rest.Length / sizeof(char))
        {
            throw Malformed.Because("A string announces more than there is.");
        }

        ReadOnlySpan<byte> bytes = source.Take((int)count * sizeof(char));
        return string.Create((int)count, bytes, (chars, from) => from.CopyTo(MemoryMarshal.AsBytes(chars)));
    }

    private static void WriteRaw(ByteWriter target, string value)
    {
        target.AppendTag(ValueTag.RawText);
        target.AppendVariable((uint)value.Length);
        target.Append(MemoryMarshal.AsBytes(value.AsSpan()));
    }
}
