namespace PiPS.Engine.Values;

/// <summary>The shell's part of the codec: what the compact form doesn't know.</summary>
public interface IForeignCodec
{
    /// <summary>Takes a wrapper off that adds nothing, such as PowerShell's own around each object; else gives the value back.</summary>
    object? Unwrap(object? value);

    /// <summary>Any value as bytes.</summary>
    /// <exception cref="UnencodableValueException">It can't be turned into bytes.</exception>
    byte[] Encode(object value);

    /// <summary>The value of such bytes.</summary>
    object? Decode(ReadOnlySpan<byte> bytes);
}
