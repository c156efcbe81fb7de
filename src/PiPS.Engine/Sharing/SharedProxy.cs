using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Globalization;
using System.Linq.Expressions;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>A shared object, as a process has it: what is done to it is done in the session that it belongs to.</summary>
/// <remarks>It travels to workers, within other values too, and arrives as the same object.</remarks>
public abstract class SharedProxy : ISharedValue, IEquatable<SharedProxy>, IDynamicMetaObjectProvider
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

    /// <summary>Its name. A method, since a dictionary may have a key of any name.</summary>
    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "A key of that name would be in its place.")]
    public string GetName() => Reference.Name;

    /// <summary>What it is.</summary>
    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "A key of that name would be in its place.")]
    public SharedKind GetKind() => Reference.Kind;

    /// <summary>What there is to say of it in a list of shared objects, such as "3 values".</summary>
    public virtual string GetState() => string.Empty;

    /// <summary>A number of things, in words.</summary>
    private protected static string Counted(long count, string one, string many)
        => string.Create(CultureInfo.CurrentCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <inheritdoc/>
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new SharedMetaObject(parameter, this);

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
