using System.Text;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>A shell with wrappers, bags and strangers.</summary>
internal sealed class FakeShell : IForeignCodec
{
    private const string Mark = "stranger:";

    public object? Unwrap(object? value)
    {
        while (value is Wrapper wrapper)
        {
            wrapper.Opened();
            value = wrapper.Value;
        }

        return value;
    }

    public bool TryTakeApart(object value, out RecordHead head, List<Field> fields)
    {
        if (value is not Bag bag)
        {
            head = default;
            return false;
        }

        head = new(bag.Core, bag.TypeNames);
        fields.AddRange(bag.Fields);
        return true;
    }

    public object CreateRecord(in RecordHead head) => new Bag { Core = head.Core, TypeNames = head.TypeNames };

    public void AddField(object record, string name, object? value)
    {
        // As PowerShell's notes.
        ArgumentException.ThrowIfNullOrEmpty(name);
        ((Bag)record).Fields.Add(new(name, value));
    }

    public byte[] Encode(object value) => value is Stranger stranger
        ? Encoding.UTF8.GetBytes(Mark + stranger.Name)
        : throw new UnencodableValueException($"{value} stays at home.");

    public object? Decode(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return text.StartsWith(Mark, StringComparison.Ordinal)
            ? new Stranger(text[Mark.Length..])
            : throw new FormatException(text);
    }
}
