using System.Runtime.InteropServices;

namespace PiPS.Engine.Values;

/// <summary>Elements as they are in memory, copied whole.</summary>
/// <typeparam name="T">A type any bytes of which are a value; or bool, whose bytes are checked.</typeparam>
internal sealed class RawSequenceForm<T> : SequenceForm
    where T : unmanaged
{
    public RawSequenceForm(ValueTag element)
        : base(element, typeof(T[]), typeof(List<T>))
    {
    }

    protected override void Write(ByteWriter target, object value)
    {
        ReadOnlySpan<T> elements = value is T[] array ? array : CollectionsMarshal.AsSpan((List<T>)value);
        target.AppendVariable((uint)elements.Length);
        target.Append(AsBytes(elements));
    }

    protected override unsafe object ReadElements(ref ByteReader source, bool asList, int reserved)
    {
        ReadOnlySpan<byte> bytes = source.Take(source.TakeCount(sizeof(T), reserved) * sizeof(T));

        if (typeof(T) == typeof(bool) && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            throw Malformed.Because("A bool is neither true nor false.");
        }

        int count = bytes.Length / sizeof(T);

        if (!asList)
        {
            T[] array = GC.AllocateUninitializedArray<T>(count);
            bytes.CopyTo(MemoryMarshal.AsBytes(array.AsSpan()));
            return array;
        }

        List<T> list = new(count);
        CollectionsMarshal.SetCount(list, count);
        bytes.CopyTo(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(list)));
        return list;
    }

    private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<T> elements)
    {
        try
        {
            return MemoryMarshal.AsBytes(elements);
        }
        catch (OverflowException cause)
        {
            throw new UnencodableValueException(
                "Arrays of more than 2 GB can't travel to another process: hand them over in parts.", cause);
        }
    }
}
