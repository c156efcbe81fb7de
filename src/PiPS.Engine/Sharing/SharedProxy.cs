using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>A shared object, as a process has it: what is done to it is done in the session that it belongs to.</summary>
/// <remarks>It travels to workers, within other values too, and arrives as the same object.</remarks>
public abstract class SharedProxy : ISharedValue, IEquatable<SharedProxy>
{
    private protected SharedProxy(ShareSpace space, SharedReference reference)
    {
        Space = space;
        Reference = reference;
    }

    /// <inheritdoc/>
    SharedReference ISharedValue.Reference => Reference;

    /// <summary>Where it is reached.</summary>
    internal ShareSpace Space { get; }

    /// <summary>What it is known by.</summary>
    internal SharedReference Reference { get; }

    /// <summary>Whether it is the same shared object.</summary>
    public bool Equals(SharedProxy? other) => other is not null && ReferenceEquals(Space, other.Space) && Reference.Id == other.Reference.Id;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as SharedProxy);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Reference.Id.GetHashCode();

    /// <summary>Its kind and name.</summary>
    public override string ToString() => $"{Reference.Kind} {Reference.Name}";

    /// <summary>Asks for what is answered at once.</summary>
    /// <exception cref="ShareException">It is refused.</exception>
    private protected ShareAnswer Ask(ShareVerb verb, ReadOnlyMemory<byte> content = default) => Space.Ask(Reference.Id, verb, content);

    /// <summary>Tells what needs no answer.</summary>
    private protected void Tell(ShareVerb verb, ReadOnlyMemory<byte> content = default) => Space.Tell(Reference.Id, verb, content);
}
