using System.Collections;
using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Writes a value's content: the same bytes for what is alike, in every session.</summary>
/// <remarks>
/// The codec's bytes aren't: a Hashtable's entries come in another order in each process (.NET salts the hashes of strings).
/// So entries and fields are sorted here, and lists of any kind are alike. What is shared within a value is written again
/// wherever it is; what contains itself, as the number of levels up to it.
/// </remarks>
internal sealed class ContentWriter
{
    /// <summary>Lists, dictionaries and records within a value: more would take too long.</summary>
    public const int MaximumValues = 1_000_000;

    private readonly IForeignCodec _foreign;
    private readonly List<object> _around = [];
    private int _values;

    public ContentWriter(IForeignCodec foreign)
    {
        _foreign = foreign;
    }

    /// <exception cref="UnencodableValueException">It has no bytes.</exception>
    public void Write(ByteWriter target, object? value)
    {
        _around.Clear();
        _values = 0;

        try
        {
            WriteValue(target, value);
        }
        catch (Exception cause) when (cause is InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new UnencodableValueException("A collection changed while it was read: hand over a copy.", cause);
        }
    }

    private void WriteValue(ByteWriter target, object? given)
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

        int outer = _around.FindLastIndex(around => ReferenceEquals(around, value));

        if (outer >= 0)
        {
            target.AppendTag(ValueTag.Again).AppendVariable((uint)(_around.Count - outer));
            return;
        }

        if (_around.Count >= CompactCodec.MaximumDepth || ++_values > MaximumValues)
        {
            throw new UnencodableValueException(
                $"The value has more than {CompactCodec.MaximumDepth} levels or more than {MaximumValues} lists or records within.");
        }

        _around.Add(value!);
        WriteNew(target, value!);
        _around.RemoveAt(_around.Count - 1);
    }

    private void WriteNew(ByteWriter target, object value)
    {
        if (value is IDictionary dictionary)
        {
            WriteEntries(target, dictionary);
        }
        else if (!SequenceForm.TryWrite(target, value))
        {
            if (value is IList list)
            {
                WriteElements(target, list);
            }
            else
            {
                WriteOther(target, value);
            }
        }
    }

    private void WriteElements(ByteWriter target, IList list)
    {
        target.AppendTag(ValueTag.Objects).AppendVariable((uint)list.Count);

        foreach (object? element in list)
        {
            WriteValue(target, element);
        }
    }

    private void WriteEntries(ByteWriter target, IDictionary dictionary)
    {
        List<byte[]> entries = [];
        IDictionaryEnumerator enumerator = dictionary.GetEnumerator();

        while (enumerator.MoveNext())
        {
            ByteWriter entry = new();
            WriteValue(entry, enumerator.Key);
            WriteValue(entry, enumerator.Value);
            entries.Add(entry.Bytes.ToArray());
        }

        entries.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        target.AppendTag(ValueTag.Hashtable).AppendVariable((uint)entries.Count);
        entries.ForEach(entry => target.Append(entry));
    }

    private void WriteOther(ByteWriter target, object value)
    {
        List<Field> fields = [];

        if (!_foreign.TryTakeApart(value, out RecordHead head, fields))
        {
            byte[] bytes = _foreign.Encode(value);
            target.AppendTag(ValueTag.Foreign).AppendVariable((uint)bytes.Length);
            target.Append(bytes);
            return;
        }

        if (head.Core is not null && head.TypeNames.Count + fields.Count == 0)
        {
            // Nothing is tied to it after all: it is as if it came plain.
            WriteValue(target, head.Core);
            return;
        }

        fields.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        WriteValue(target.AppendTag(ValueTag.Extended), head.Core);
        target.AppendVariable((uint)head.TypeNames.Count);

        foreach (string name in head.TypeNames)
        {
            TextForm.Write(target, name);
        }

        target.AppendVariable((uint)fields.Count);

        foreach (Field field in fields)
        {
            TextForm.Write(target, field.Name);
            WriteValue(target, field.Value);
        }
    }
}
