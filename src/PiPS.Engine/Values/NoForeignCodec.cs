namespace PiPS.Engine.Values;

/// <summary>Where there is no shell: nothing is wrapped, and what the compact form doesn't know can't travel.</summary>
internal sealed class NoForeignCodec : IForeignCodec
{
    public object? Unwrap(object? value) => value;

    public bool TryTakeApart(object value, out RecordHead head, List<Field> fields)
    {
        head = default;
        return false;
    }

    public object CreateRecord(in RecordHead head) => throw NoShell();

    public void AddField(object record, string name, object? value) => throw NoShell();

    public byte[] Encode(object value)
        => throw new UnencodableValueException(
            $"A {value.GetType()} can't travel to another process: only plain values can, without a shell.");

    public object? Decode(ReadOnlySpan<byte> bytes) => throw NoShell();

    private static NotSupportedException NoShell() => new("There is no shell here to understand its values.");
}
