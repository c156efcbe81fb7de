using System.Collections;
using System.Collections.Specialized;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;

namespace PiPS.Engine.Values;

/// <summary>The reading of one value that may have others within: layouts in <see cref="CompactCodec"/>.</summary>
/// <remarks>
/// Bytes may be anything. What is still due (at least a byte for each element announced and not read yet) is reserved, so that
/// all the counts together reserve no more memory than there are bytes to justify it.
/// </remarks>
internal sealed class ValueReading
{
    // Room for more isn't worth keeping.
    private const int Many = 4096;

    private readonly IForeignCodec _foreign;
    private readonly ISharedValues? _shared;
    private readonly NameCache _names;
    private readonly List<object?> _seen = [];
    private int _reserved;
    private int _depth;

    public ValueReading(IForeignCodec foreign, ISharedValues? shared, NameCache names)
    {
        _foreign = foreign;
        _shared = shared;
        _names = names;
    }

    /// <summary>Takes a value whose tag has been taken, and which is no scalar.</summary>
    /// <exception cref="ProtocolException">The bytes are no value.</exception>
    public object? Read(ref ByteReader source, ValueTag tag)
    {
        if (tag == ValueTag.Again)
        {
            ulong index = source.TakeVariable();
            return index < (ulong)_seen.Count
                ? _seen[(int)index]
                : throw Malformed.Because("A value is to come again that never came.");
        }

        if (++_depth >= CompactCodec.MaximumDepth)
        {
            throw Malformed.Because($"Values are nested more than {CompactCodec.MaximumDepth} levels deep.");
        }

        object? value = ReadNew(ref source, tag);
        _depth--;
        return value;
    }

    /// <summary>Makes it ready for another value.</summary>
    public void Reset()
    {
        _seen.Clear();
        _seen.Capacity = Math.Min(_seen.Capacity, Many);
        _reserved = 0;
        _depth = 0;
    }

    private object? ReadNew(ref ByteReader source, ValueTag tag) => tag switch
    {
        ValueTag.Objects => ReadArray(ref source),
        ValueTag.ArrayList or ValueTag.ObjectList => ReadList(ref source, tag),
        ValueTag.Array => Seen(SequenceForm.Read(ref source, asList: false, _reserved)),
        ValueTag.List => Seen(SequenceForm.Read(ref source, asList: true, _reserved)),
        ValueTag.Hashtable => ReadHashtable(ref source),
        ValueTag.OrderedDictionary => ReadOrdered(ref source),
        ValueTag.Record or ValueTag.Extended => ReadRecord(ref source, tag),
        ValueTag.Shared => Seen(ReadShared(ref source)),
        ValueTag.Foreign => Seen(ReadForeign(source.Take(source.TakeCount()))),
        _ => throw Malformed.Because($"There is no value of tag {(byte)tag}."),
    };

    private object? ReadNext(ref ByteReader source)
    {
        ValueTag tag = (ValueTag)source.TakeByte();
        return ScalarForm.TryRead(ref source, tag, out object? value) ? value : Read(ref source, tag);
    }

    private object ReadShared(ref ByteReader source)
    {
        SharedKind kind = (SharedKind)source.TakeByte();
        ulong id = source.TakeVariable();

        return ReadNext(ref source) is string name && id <= long.MaxValue && _shared is not null
            ? _shared.Resolve(new(kind, (long)id, name))
            : throw Malformed.Because("A shared object has no name, or came where there are none.");
    }

    private object?[] ReadArray(ref ByteReader source)
    {
        int count = Reserve(ref source, 1);
        object?[] array = Seen(new object?[count]);

        for (int i = 0; i < count; i++)
        {
            _reserved--;
            array[i] = ReadNext(ref source);
        }

        return array;
    }

    private IList ReadList(ref ByteReader source, ValueTag tag)
    {
        int count = Reserve(ref source, 1);
        IList list = Seen<IList>(tag == ValueTag.ArrayList ? new ArrayList(count) : new List<object?>(count));

        for (int i = 0; i < count; i++)
        {
            _reserved--;
            list.Add(ReadNext(ref source));
        }

        return list;
    }

    private Hashtable ReadHashtable(ref ByteReader source)
    {
        IEqualityComparer? comparer = KeyComparison.Comparer(source.TakeByte());
        int count = Reserve(ref source, 2);
        Hashtable table = Seen(new Hashtable(count, comparer));
        ReadEntries(ref source, table, count);
        return table;
    }

    private OrderedDictionary ReadOrdered(ref ByteReader source)
    {
        IEqualityComparer? comparer = KeyComparison.Comparer(source.TakeByte());
        int count = Reserve(ref source, 2);
        OrderedDictionary dictionary = Seen(new OrderedDictionary(count, comparer));
        ReadEntries(ref source, dictionary, count);
        return dictionary;
    }

    private void ReadEntries(ref ByteReader source, IDictionary target, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _reserved -= 2;
            ValueTag tag = (ValueTag)source.TakeByte();
            object? key = tag >= ValueTag.ShortText
                ? _names.Get(source.Take(tag - ValueTag.ShortText))
                : ScalarForm.TryRead(ref source, tag, out object? scalar) ? scalar : Read(ref source, tag);

            // Wrappers may have told keys apart that are equal without them: the last counts.
            target[key ?? throw Malformed.Because("A dictionary has null for a key.")] = ReadNext(ref source);
        }
    }

    private object ReadRecord(ref ByteReader source, ValueTag tag)
    {
        object? core = tag == ValueTag.Record ? null : ReadCore(ref source);
        object record = Seen(CreateRecord(core, ReadTypeNames(ref source)));
        int count = Reserve(ref source, 2);

        for (int i = 0; i < count; i++)
        {
            _reserved -= 2;
            string name = ReadName(ref source);
            object? value = ReadNext(ref source);

            try
            {
                _foreign.AddField(record, name, value);
            }
            catch (Exception cause) when (cause is not ProtocolException)
            {
                throw Malformed.Because($"A record can't have the field '{name}'.", cause);
            }
        }

        return record;
    }

    private static object ReadCore(ref ByteReader source)
        => ScalarForm.TryRead(ref source, (ValueTag)source.TakeByte(), out object? core) && core is not null
            ? core
            : throw Malformed.Because("Fields are tied to what isn't a plain value.");

    private string[] ReadTypeNames(ref ByteReader source)
    {
        int count = source.TakeCount(1, _reserved);
        string[] names = count == 0 ? [] : new string[count];

        for (int i = 0; i < count; i++)
        {
            names[i] = ReadName(ref source);
        }

        return names;
    }

    private string ReadName(ref ByteReader source)
    {
        ValueTag tag = (ValueTag)source.TakeByte();

        if (tag >= ValueTag.ShortText)
        {
            return _names.Get(source.Take(tag - ValueTag.ShortText));
        }

        return ScalarForm.TryRead(ref source, tag, out object? name) && name is string text
            ? text
            : throw Malformed.Because("A name isn't a string.");
    }

    private object CreateRecord(object? core, string[] typeNames)
    {
        try
        {
            return _foreign.CreateRecord(new(core, typeNames));
        }
        catch (Exception cause) when (cause is not ProtocolException)
        {
            throw Malformed.Because("The shell can't make such a record.", cause);
        }
    }

    private object? ReadForeign(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _foreign.Decode(bytes);
        }
        catch (Exception cause) when (cause is not ProtocolException)
        {
            throw Malformed.Because("The shell can't understand one of its values.", cause);
        }
    }

    private T Seen<T>(T value)
    {
        _seen.Add(value);
        return value;
    }

    private int Reserve(ref ByteReader source, int least)
    {
        int count = source.TakeCount(least, _reserved);
        _reserved += count * least;
        return count;
    }
}
