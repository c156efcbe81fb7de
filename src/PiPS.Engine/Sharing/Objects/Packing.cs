using System.Collections;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>Several keys and values in one request or answer.</summary>
internal static class Packing
{
    // More isn't worth keeping for the next.
    private const int Much = 64 * 1024;

    [ThreadStatic]
    private static ByteWriter? _spare;

    /// <summary>Puts a request together, in bytes that are used again and again.</summary>
    public static byte[] Content(Action<ByteWriter> write)
    {
        ByteWriter target = _spare ?? new(256);

        // To encode a value may run the user's code, which may come back here.
        _spare = null;
        target.Truncate();
        write(target);
        byte[] content = target.Bytes.ToArray();

        if (content.Length <= Much)
        {
            _spare = target;
        }

        return content;
    }

    /// <summary>v count, bytes each.</summary>
    public static byte[] Values(ShareSpace space, IEnumerable<object?> values)
    {
        List<byte[]> encoded = values.Select(space.Encode).ToList();
        ShareWriter content = new(encoded.Sum(value => value.Length + 10) + 10);
        content.Number(encoded.Count);
        encoded.ForEach(value => content.Bytes(value));
        return content.ToArray();
    }

    /// <summary>v count, (bytes key, bytes value)s.</summary>
    /// <param name="space">Whose.</param>
    /// <param name="entries">The keys and their values.</param>
    /// <param name="writeKey">Writes a key, or refuses it.</param>
    public static byte[] Entries(ShareSpace space, IDictionary entries, Action<ByteWriter, object?> writeKey)
    {
        ShareWriter content = new(256);
        ByteWriter key = new(64);
        content.Number(entries.Count);
        IDictionaryEnumerator each = entries.GetEnumerator();

        while (each.MoveNext())
        {
            key.Truncate();
            writeKey(key, each.Key);
            content.Bytes(key.Bytes).Bytes(space.Encode(each.Value));
        }

        return content.ToArray();
    }

    /// <summary>What <see cref="Values"/> packed.</summary>
    public static object?[] Unpack(ShareSpace space, ReadOnlyMemory<byte> content)
    {
        ShareReader source = new(content);
        object?[] values = new object?[source.Count()];

        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlyMemory<byte> bytes = source.Bytes();
            values[i] = bytes.IsEmpty ? null : space.Decode(bytes);
        }

        return values;
    }
}
