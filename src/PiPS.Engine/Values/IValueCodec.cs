namespace PiPS.Engine.Values;

/// <summary>Turns values into bytes and back, for workers in other processes. Any thread may use it.</summary>
public interface IValueCodec
{
    /// <summary>Appends a value.</summary>
    /// <exception cref="UnencodableValueException">It can't be turned into bytes.</exception>
    void Write(ByteWriter target, object? value);

    /// <summary>Takes a value from the front of what is left.</summary>
    /// <exception cref="Protocol.ProtocolException">The bytes are no value.</exception>
    object? Read(ref ByteReader source);
}
