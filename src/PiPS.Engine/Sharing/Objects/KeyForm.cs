using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A dictionary's key as bytes: a plain value, or an enum's, which ends by itself.</summary>
internal static class KeyForm
{
    /// <exception cref="ShareException">It can't be a key.</exception>
    public static void Write(ByteWriter target, ShareSpace space, object? key)
    {
        if (key is not null && ScalarForm.TryWrite(target, key))
        {
            return;
        }

        // It may be a shell's wrapper around one.
        byte[] bytes = space.Encode(key);
        ValueTag tag = (ValueTag)bytes[0];

        switch (tag)
        {
            case ValueTag.Null:
                throw ShareRefusals.SharedKeyNull();
            case ValueTag.Extended:
                // What is tied to a plain value isn't part of the key.
                ByteReader core = new(bytes.AsSpan(1));
                ScalarForm.TryRead(ref core, (ValueTag)core.TakeByte(), out object? plain);
                ScalarForm.TryWrite(target, plain);
                return;
            case ValueTag.Foreign when space.Decode(bytes) is Enum:
                target.Append(bytes);
                return;
            default:
                ByteReader whole = new(bytes.AsSpan(1));

                if (!ScalarForm.TryRead(ref whole, tag, out _))
                {
                    throw ShareRefusals.SharedKeyNotPlain(space.Decode(bytes) ?? key!);
                }

                target.Append(bytes);
                return;
        }
    }

    /// <summary>Takes a key from the front.</summary>
    /// <param name="source">Where.</param>
    /// <param name="identity">What it is compared by.</param>
    /// <exception cref="Protocol.ProtocolException">The bytes are no key.</exception>
    public static void Read(ref ByteReader source, out object identity)
    {
        ValueTag tag = (ValueTag)source.TakeByte();

        identity = tag == ValueTag.Foreign
            ? new ForeignKey(source.Take(source.TakeCount()))
            : ScalarForm.TryRead(ref source, tag, out object? scalar) && scalar is not null
            ? scalar
            : throw Malformed.Because("A key is due.");
    }
}
