namespace PiPS.Engine.Values;

/// <summary>The shell's part of the codec: what the compact form doesn't know. Any thread may use it.</summary>
public interface IForeignCodec
{
    /// <summary>Takes a wrapper off that adds nothing, as PowerShell's around objects; else gives the value back.</summary>
    /// <remarks>
    /// A value that is more than the compact form would tell (PowerShell can tie notes to any object) comes back as
    /// something which the compact form doesn't know.
    /// </remarks>
    object? Unwrap(object? value);

    /// <summary>Takes a value apart that is nothing but named values, perhaps tied to a plain one.</summary>
    /// <param name="value">What <see cref="Unwrap"/> gave.</param>
    /// <param name="head">What it is besides its fields.</param>
    /// <param name="fields">Where its fields are added at the end, in order.</param>
    /// <returns>Whether it is such a value; if not, no field was added.</returns>
    bool TryTakeApart(object value, out RecordHead head, List<Field> fields);

    /// <summary>A value without fields yet, of what <see cref="TryTakeApart"/> found.</summary>
    object CreateRecord(in RecordHead head);

    /// <summary>Adds a field to what <see cref="CreateRecord"/> made.</summary>
    void AddField(object record, string name, object? value);

    /// <summary>Any value as bytes.</summary>
    /// <exception cref="UnencodableValueException">It can't be turned into bytes.</exception>
    byte[] Encode(object value);

    /// <summary>The value of such bytes.</summary>
    object? Decode(ReadOnlySpan<byte> bytes);
}
