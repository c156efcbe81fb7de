using System.Collections;
using System.Collections.Specialized;
using PiPS.Engine.Sharing;

namespace PiPS.Engine.Values;

/// <summary>The writing of one value that may have others within: layouts in <see cref="CompactCodec"/>.</summary>
internal sealed class ValueWriting
{
    private readonly IForeignCodec _foreign;
    private readonly SeenValues _seen = new();

    // Of all records that are under way: each takes its own off again.
    private readonly List<Field> _fields = [];
    private int _depth;

    private readonly Action<SharedReference>? _refuse;

    public ValueWriting(IForeignCodec foreign, Action<SharedReference>? refuse = null)
    {
        _refuse = refuse;
        _foreign = foreign;
    }

    public void Write(ByteWriter target, object? given)
    {
        if (ScalarForm.TryWrite(target, given))
        {
            return;
        }

        object? value = _foreign.Unwrap(given);

        if (!ReferenceEquals(value, given) && ScalarForm.TryWrite(target, value))
        {
            return;
        }

        if (_seen.Find(value!, out int index))
        {
            target.AppendTag(ValueTag.Again).AppendVariable((uint)index);
            return;
        }

        if (++_depth >= CompactCodec.MaximumDepth)
        {
            throw new UnencodableValueException(
                $"Values nested more than {CompactCodec.MaximumDepth} levels deep can't travel to another process: "
                + "hand over a flatter one.");
        }

        WriteNew(target, value!);
        _depth--;
    }

    /// <summary>Makes it ready for another value.</summary>
    public void Reset()
    {
        _seen.Clear();
        _fields.Clear();
        _depth = 0;
    }

    private void WriteNew(ByteWriter target, object value)
    {
        if (value is ISharedValue shared)
        {
            _refuse?.Invoke(shared.Reference);
            WriteShared(target, shared.Reference);
            return;
        }

        Type type = value.GetType();

        if (type == typeof(Hashtable))
        {
            Hashtable table = (Hashtable)value;
            WriteEntries(target.AppendTag(ValueTag.Hashtable), KeyComparison.Of(table), table);
        }
        else if (type == typeof(OrderedDictionary))
        {
            OrderedDictionary dictionary = (OrderedDictionary)value;
            WriteEntries(target.AppendTag(ValueTag.OrderedDictionary), KeyComparison.Of(dictionary), dictionary);
        }
        else if (type == typeof(ArrayList))
        {
            WriteElements(target.AppendTag(ValueTag.ArrayList), (ArrayList)value);
        }
        else if (type == typeof(List<object>))
        {
            WriteElements(target.AppendTag(ValueTag.ObjectList), (List<object>)value);
        }
        else if (!SequenceForm.TryWrite(target, value))
        {
            WriteOther(target, value);
        }
    }

    private static void WriteShared(ByteWriter target, in SharedReference reference)
    {
        target.AppendTag(ValueTag.Shared).AppendByte((byte)reference.Kind);
        target.AppendVariable((ulong)reference.Id);
        TextForm.Write(target, reference.Name);
    }

    private void WriteElements(ByteWriter target, IList list)
    {
        int count = list.Count;
        target.AppendVariable((uint)count);

        for (int i = 0; i < count; i++)
        {
            Write(target, list[i]);
        }
    }

    private void WriteEntries(ByteWriter target, byte comparison, IDictionary dictionary)
    {
        target.AppendByte(comparison);
        target.AppendVariable((uint)dictionary.Count);
        IDictionaryEnumerator entries = dictionary.GetEnumerator();

        while (entries.MoveNext())
        {
            Write(target, entries.Key);
            Write(target, entries.Value);
        }
    }

    private void WriteOther(ByteWriter target, object value)
    {
        if (value is object?[] array)
        {
            WriteElements(target.AppendTag(ValueTag.Objects), array);
            return;
        }

        int first = _fields.Count;

        if (_foreign.TryTakeApart(value, out RecordHead head, _fields))
        {
            WriteRecord(target, head, first);
            return;
        }

        byte[] bytes = _foreign.Encode(value);
        target.AppendTag(ValueTag.Foreign).AppendVariable((uint)bytes.Length);
        target.Append(bytes);
    }

    private void WriteRecord(ByteWriter target, in RecordHead head, int first)
    {
        if (head.Core is null)
        {
            target.AppendTag(ValueTag.Record);
        }
        else
        {
            Write(target.AppendTag(ValueTag.Extended), head.Core);
        }

        target.AppendVariable((uint)head.TypeNames.Count);

        for (int i = 0; i < head.TypeNames.Count; i++)
        {
            TextForm.Write(target, head.TypeNames[i]);
        }

        int end = _fields.Count;
        target.AppendVariable((uint)(end - first));

        for (int i = first; i < end; i++)
        {
            TextForm.Write(target, _fields[i].Name);
            Write(target, _fields[i].Value);
        }

        _fields.RemoveRange(first, end - first);
    }
}
