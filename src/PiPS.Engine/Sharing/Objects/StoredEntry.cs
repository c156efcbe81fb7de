namespace PiPS.Engine.Sharing.Objects;

/// <summary>A key and its value, where they live.</summary>
internal sealed class StoredEntry
{
    public StoredEntry(object identity, byte[] key, ReadOnlyMemory<byte> value)
    {
        Identity = identity;
        Key = key;
        Value = value;
    }

    /// <summary>What its key is compared by.</summary>
    public object Identity { get; }

    /// <summary>Its key, as it was when it was added: a later one may have other letters' case.</summary>
    public byte[] Key { get; }

    public ReadOnlyMemory<byte> Value { get; set; }
}
