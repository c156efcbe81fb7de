namespace PiPS.Engine.Sharing.Objects;

/// <summary>A key that only the shell can read, an enum's value: the same if its bytes are.</summary>
internal sealed class ForeignKey : IEquatable<ForeignKey>
{
    private readonly byte[] _bytes;

    public ForeignKey(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
    }

    public bool Equals(ForeignKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => Equals(obj as ForeignKey);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }
}
