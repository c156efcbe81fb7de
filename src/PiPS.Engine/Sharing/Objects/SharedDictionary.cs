using System.Collections;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A dictionary that a session and its workers share. Each method is one step: no other comes between.</summary>
/// <remarks>
/// Keys are compared as in PowerShell's @{}: strings without regard to case, and 1 and 1L are two keys. Their order is that in which they came.
/// To go through it is to go through what was there when that began.
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a dictionary.")]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is a dictionary.")]
[SuppressMessage("Design", "CA1010:Generic interface should also be implemented", Justification = "A shell has keys and values of any type.")]
public class SharedDictionary : SharedObject, IDictionary
{
    private const byte KeysOnly = 1;
    private const byte ValuesOnly = 2;
    private const byte Both = 3;

    internal SharedDictionary(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>How many keys there are.</summary>
    public int Count => (int)new ShareReader(Ask(ShareVerb.Count).Content).Number();

    /// <summary>The keys that there are now.</summary>
    public ICollection Keys => All(KeysOnly);

    /// <summary>The values that there are now, in the order of their keys.</summary>
    public ICollection Values => All(ValuesOnly);

    /// <inheritdoc/>
    bool IDictionary.IsFixedSize => false;

    /// <inheritdoc/>
    bool IDictionary.IsReadOnly => false;

    /// <inheritdoc/>
    bool ICollection.IsSynchronized => true;

    /// <inheritdoc/>
    object ICollection.SyncRoot => this;

    /// <summary>The value of a key; <see langword="null"/> if it isn't there.</summary>
    public object? this[object key]
    {
        get => DecodeValue(Ask(ShareVerb.Get, With(key)).Content);
        set => Ask(ShareVerb.Set, With(key, value));
    }

    /// <summary>Makes one.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="entries">Its first keys and values.</param>
    /// <exception cref="ShareException">The name is taken, or a key can't be one.</exception>
    public static SharedDictionary Create(ShareSpace space, string name = "", IDictionary? entries = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return (SharedDictionary)space.Create(
            SharedKind.Dictionary, name, entries is null ? [] : Packing.Entries(space, entries, (target, key) => KeyForm.Write(target, space, key)));
    }

    /// <summary>The value of a key, or another if the key isn't there.</summary>
    public object? Get(object key, object? otherwise = null) => TryGetValue(key, out object? value) ? value : otherwise;

    /// <summary>The value of a key, if it is there.</summary>
    public bool TryGetValue(object key, out object? value)
    {
        ReadOnlyMemory<byte> content = Ask(ShareVerb.Get, With(key)).Content;
        value = DecodeValue(content);
        return !content.IsEmpty;
    }

    /// <summary>Whether a key is there.</summary>
    public bool ContainsKey(object key) => Ask(ShareVerb.Contains, With(key)).Content.Span[0] != 0;

    /// <inheritdoc/>
    public bool Contains(object key) => ContainsKey(key);

    /// <summary>Adds a key.</summary>
    /// <exception cref="ShareException">It is there already.</exception>
    public void Add(object key, object? value)
    {
        if (!TryAdd(key, value))
        {
            throw ShareRefusals.SharedKeyExists(key);
        }
    }

    /// <summary>Adds a key, unless it is there already.</summary>
    /// <returns>Whether it was added.</returns>
    public bool TryAdd(object key, object? value) => Ask(ShareVerb.TryAdd, With(key, value)).Content.IsEmpty;

    /// <summary>The value of a key, which is added with this value if it isn't there.</summary>
    public object? GetOrAdd(object key, object? value)
    {
        ReadOnlyMemory<byte> present = Ask(ShareVerb.TryAdd, With(key, value)).Content;
        return present.IsEmpty ? value : Space.Decode(present);
    }

    /// <summary>Sets the value of a key if it is as expected: of the same type and content, letters' case included.</summary>
    /// <returns>Whether it was, and is now the new one.</returns>
    public bool TrySet(object key, object? expected, object? value) => Ask(
        ShareVerb.TrySet, new ShareWriter().Bytes(With(key)).Bytes(Space.Encode(expected)).Rest(Space.Encode(value)).ToArray()).Content.Span[0] != 0;

    /// <summary>Sets keys and values, together.</summary>
    public void AddRange(IDictionary entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Ask(ShareVerb.Append, Packing.Entries(Space, entries, WriteKey));
    }

    /// <summary>Takes a key out, if it is there.</summary>
    public void Remove(object key) => Ask(ShareVerb.Delete, With(key));

    /// <summary>Takes a key out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool TryRemove(object key) => !Ask(ShareVerb.Delete, With(key)).Content.IsEmpty;

    /// <summary>Takes a key out, and gives its value.</summary>
    /// <exception cref="ShareException">It isn't there.</exception>
    public object? Pop(object key)
    {
        ReadOnlyMemory<byte> value = Ask(ShareVerb.Delete, With(key)).Content;
        return value.IsEmpty ? throw ShareRefusals.SharedKeyNotFound(key) : Space.Decode(value);
    }

    /// <summary>Takes a key out, and gives its value, or another if it isn't there.</summary>
    public object? Pop(object key, object? otherwise)
    {
        ReadOnlyMemory<byte> value = Ask(ShareVerb.Delete, With(key)).Content;
        return value.IsEmpty ? otherwise : Space.Decode(value);
    }

    /// <summary>Takes the key out that came last, and gives it and its value.</summary>
    /// <exception cref="ShareException">There is none.</exception>
    public DictionaryEntry PopLast()
    {
        DictionaryEntry last = default;
        return TryPopLast(ref last) ? last : throw ShareRefusals.SharedDictionaryEmpty();
    }

    /// <summary>Takes the key out that came last, if there is one.</summary>
    public bool TryPopLast(ref DictionaryEntry last)
    {
        ReadOnlyMemory<byte> content = Ask(ShareVerb.Pop).Content;

        if (content.IsEmpty)
        {
            return false;
        }

        ShareReader source = new(content);
        last = new(Space.Decode(source.Bytes())!, Space.Decode(source.Bytes()));
        return true;
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => Ask(ShareVerb.Clear);

    /// <summary>A copy as PowerShell's @{}.</summary>
    public Hashtable ToHashtable()
    {
        Hashtable copy = new(StringComparer.OrdinalIgnoreCase);
        Fill(copy, Ask(ShareVerb.Entries, new[] { Both }).Content);
        return copy;
    }

    /// <summary>A copy as PowerShell's [ordered]@{}.</summary>
    public OrderedDictionary ToOrderedDictionary() => DecodeWhole(Ask(ShareVerb.Entries, new[] { Both }).Content);

    /// <summary>Goes through the keys and values that there are now.</summary>
    public IDictionaryEnumerator GetEnumerator() => ToOrderedDictionary().GetEnumerator();

    /// <inheritdoc/>
    public override string GetState() => Counted(Count, "key", "keys");

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    void ICollection.CopyTo(Array array, int index) => ToOrderedDictionary().CopyTo(array, index);

    internal override object? GetIndex(object index)
    {
        object? plain = Plain(index);
        return plain is IEnumerable several and not string
            ? Packing.Unpack(Space, Ask(ShareVerb.GetSeveral, WithSeveral(several)).Content)
            : this[plain!];
    }

    internal override void SetIndex(object index, object? value) => this[index] = value;

    private protected override void WriteKey(ByteWriter target, object? key) => KeyForm.Write(target, Space, key);

    private protected override OrderedDictionary DecodeWhole(ReadOnlyMemory<byte> content)
    {
        OrderedDictionary copy = new(StringComparer.OrdinalIgnoreCase);
        Fill(copy, content);
        return copy;
    }

    private protected override byte[] EncodeWhole(object? value)
        => value is IDictionary entries ? Packing.Entries(Space, entries, WriteKey) : throw ShareRefusals.UpdateNotADictionary(value);

    private object?[] All(byte what) => Packing.Unpack(Space, Ask(ShareVerb.Entries, new[] { what }).Content);

    private void Fill(IDictionary target, ReadOnlyMemory<byte> content)
    {
        ShareReader source = new(content);

        for (int left = source.Count(); left > 0; left--)
        {
            target[Space.Decode(source.Bytes())!] = Space.Decode(source.Bytes());
        }
    }
}
