using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A shared object with content that can be updated, whole or in part, while nobody else changes it.</summary>
/// <remarks>
/// Values are copied, on their way there and back: to change what was read changes the copy. Shared objects within values are the
/// same objects on both sides. Any method may throw a <see cref="ShareException"/>, such as once the object was removed, and one that
/// takes a value may throw a <see cref="UnencodableValueException"/> if that can't travel.
/// </remarks>
public abstract class SharedObject : SharedProxy
{
    private protected SharedObject(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Begins an update: waits until nobody else has one of the same, first come, first served.</summary>
    /// <param name="key">Of a dictionary the key, of a list the index; <see langword="null"/> for the whole.</param>
    /// <param name="limit">How long to wait; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The update; <see langword="null"/> if it was waited for in vain.</returns>
    /// <exception cref="ShareException">The caller is updating the same already, the index is out of range, or the object was removed.</exception>
    public SharedUpdate? BeginUpdate(object? key = null, TimeSpan? limit = null, CancellationToken stop = default)
    {
        byte[] part = key is null ? [] : Packing.Content(target => WriteKey(target, key));
        ShareAnswer answer = Space.Ask(Reference.Id, ShareVerb.BeginUpdate, part, limit, stop);
        return answer.Status == ShareStatus.Done ? Lent(part, answer.Content) : null;
    }

    /// <summary>Changes a value while nobody else does.</summary>
    /// <param name="change">Takes what is there, and gives what is to be there. It runs once.</param>
    /// <param name="key">Of a dictionary the key, of a list the index; <see langword="null"/> for the whole.</param>
    /// <returns>What is there now.</returns>
    public object? Update(Func<object?, object?> change, object? key = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        using SharedUpdate update = BeginUpdate(key)!;
        object? value = change(update.Value);
        update.Complete(value);
        return value;
    }

    internal void EndUpdate(byte[] key, object? value)
    {
        // Encoded first: if the value can't travel, nothing was told.
        byte[] encoded = key.Length == 0 ? EncodeWhole(value) : Space.Encode(value);
        Tell(ShareVerb.EndUpdate, new ShareWriter(key.Length + encoded.Length + 5).Bytes(key).Rest(encoded).ToArray());
    }

    internal void CancelUpdate(byte[] key) => Tell(ShareVerb.CancelUpdate, key);

    /// <summary>What the shell's index operator gives.</summary>
    internal abstract object? GetIndex(object index);

    /// <summary>What the shell's index operator sets.</summary>
    internal abstract void SetIndex(object index, object? value);

    /// <summary>Writes what a value is found by.</summary>
    private protected abstract void WriteKey(ByteWriter target, object? key);

    /// <summary>All of it, as an update of the whole gives it.</summary>
    private protected abstract object? DecodeWhole(ReadOnlyMemory<byte> content);

    /// <summary>All of it, as an update of the whole sets it.</summary>
    private protected abstract byte[] EncodeWhole(object? value);

    /// <summary>A key, and a value behind it.</summary>
    private protected byte[] With(object? key, object? value) => Packing.Content(target =>
    {
        WriteKey(target, key);
        Space.Codec.Write(target, value);
    });

    /// <summary>A key alone.</summary>
    private protected byte[] With(object? key) => Packing.Content(target => WriteKey(target, key));

    /// <summary>Keys, each behind its length.</summary>
    private protected byte[] WithSeveral(System.Collections.IEnumerable keys)
    {
        List<byte[]> each = keys.Cast<object?>().Select(key => With(key)).ToList();
        ShareWriter content = new(each.Sum(key => key.Length + 2) + 10);
        content.Number(each.Count);
        each.ForEach(key => content.Bytes(key));
        return content.ToArray();
    }

    /// <summary>A value: nothing is <see langword="null"/>.</summary>
    private protected object? DecodeValue(ReadOnlyMemory<byte> content) => content.IsEmpty ? null : Space.Decode(content);

    /// <summary>A key or an index as it is, without what a shell wraps it in.</summary>
    private protected object? Plain(object? value)
        => value is null or Array || CompactCodec.IsScalar(value.GetType()) || value is Enum ? value : Space.Decode(Space.Encode(value));

    private SharedUpdate Lent(byte[] part, ReadOnlyMemory<byte> content)
    {
        try
        {
            return new(this, part, part.Length == 0 ? DecodeWhole(content) : DecodeValue(content));
        }
        catch
        {
            CancelUpdate(part);
            throw;
        }
    }
}
