using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>One value that a session and its workers share.</summary>
/// <remarks>Its index is nothing: <c>Update</c> without a key is about the value.</remarks>
public sealed class SharedValue : SharedObject
{
    internal SharedValue(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Its name.</summary>
    public string Name => Reference.Name;

    /// <summary>The value.</summary>
    public object? Value
    {
        get => Space.Decode(Ask(ShareVerb.Get).Content);
        set => Ask(ShareVerb.Set, Space.Encode(value));
    }

    /// <summary>Makes one.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="value">Its first value.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static SharedValue Create(ShareSpace space, string name = "", object? value = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return (SharedValue)space.Create(SharedKind.Value, name, space.Encode(value));
    }

    /// <summary>Sets the value, and gives the one that was there, at once.</summary>
    public object? Exchange(object? value) => Space.Decode(Ask(ShareVerb.Exchange, Space.Encode(value)).Content);

    /// <summary>Sets the value if it is as expected: of the same type and content, letters' case included.</summary>
    /// <returns>Whether it was, and is now the new one.</returns>
    public bool TrySet(object? expected, object? value)
        => Ask(ShareVerb.TrySet, new ShareWriter().Bytes([]).Bytes(Space.Encode(expected)).Rest(Space.Encode(value)).ToArray()).Content.Span[0] != 0;

    /// <inheritdoc/>
    public override string GetState() => Value?.ToString() ?? "$null";

    internal override object? GetIndex(object index) => throw ShareRefusals.SharedValueHasNoKey();

    internal override void SetIndex(object index, object? value) => throw ShareRefusals.SharedValueHasNoKey();

    private protected override void WriteKey(ByteWriter target, object? key) => throw ShareRefusals.SharedValueHasNoKey();

    private protected override object? DecodeWhole(ReadOnlyMemory<byte> content) => Space.Decode(content);

    private protected override byte[] EncodeWhole(object? value) => Space.Encode(value);
}
