using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>A list that a session and its workers share. Each method is one step: no other comes between.</summary>
/// <remarks>
/// Indexes count from 0, or from -1 at the end. It is no <see cref="IList"/>: such a one PowerShell would take apart where
/// several values may be given, as by <c>-ArgumentList $list</c>. To go through it is to go through what was there when that began. Values are the
/// same if they are of the same type and content, letters' case included. <c>$first, $rest = $list</c> takes a copy: <c>@($list)</c>.
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
public sealed class SharedList : SharedObject, IEnumerable<object?>
{
    internal SharedList(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Its name.</summary>
    public string Name => Reference.Name;

    /// <summary>How many values there are.</summary>
    public int Count => (int)new ShareReader(Ask(ShareVerb.Count).Content).Number();

    /// <summary>A value.</summary>
    /// <exception cref="ShareException">There is no such index.</exception>
    public object? this[int index]
    {
        get => Space.Decode(Ask(ShareVerb.Get, With(index)).Content);
        set => Ask(ShareVerb.Set, With(index, value));
    }

    /// <summary>Makes one.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="values">Its first values.</param>
    /// <exception cref="ShareException">The name is taken.</exception>
    public static SharedList Create(ShareSpace space, string name = "", IEnumerable? values = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return (SharedList)space.Create(SharedKind.List, name, values is null ? [] : Packing.Values(space, values.Cast<object?>()));
    }

    /// <summary>Adds a value at the end.</summary>
    public void Add(object? value) => Ask(ShareVerb.Append, Packing.Values(Space, [value]));

    /// <summary>Adds values at the end, together.</summary>
    public void AddRange(IEnumerable values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Ask(ShareVerb.Append, Packing.Values(Space, values.Cast<object?>()));
    }

    /// <summary>Puts a value before another; an index of <see cref="Count"/> puts it at the end.</summary>
    public void Insert(int index, object? value) => Ask(ShareVerb.Insert, With(index, value));

    /// <summary>Takes a value out.</summary>
    public void RemoveAt(int index) => Pop(index);

    /// <summary>Takes a value out, and gives it.</summary>
    /// <param name="index">The last, unless said otherwise.</param>
    /// <exception cref="ShareException">There is none.</exception>
    public object? Pop(int index = -1) => Space.Decode(Ask(ShareVerb.Pop, With(index)).Content);

    /// <summary>Takes the last value out, if there is one.</summary>
    public bool TryPop([MaybeNull] ref object? value)
    {
        try
        {
            value = Pop();
            return true;
        }
        catch (ShareException empty) when (empty.Id == nameof(ShareRefusals.SharedListEmpty))
        {
            return false;
        }
    }

    /// <summary>Takes out the first value that is the same.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(object? value) => Ask(ShareVerb.Delete, Space.Encode(value)).Content.Span[0] != 0;

    /// <summary>The index of the first value that is the same; -1 if there is none.</summary>
    public int IndexOf(object? value) => (int)new ShareReader(Ask(ShareVerb.Contains, Space.Encode(value)).Content).Signed();

    /// <summary>Whether a value is in it.</summary>
    public bool Contains(object? value) => IndexOf(value) >= 0;

    /// <summary>How many values are the same as this.</summary>
    public int CountOf(object? value) => (int)new ShareReader(Ask(ShareVerb.Count, Space.Encode(value)).Content).Number();

    /// <summary>Takes all out.</summary>
    public void Clear() => Ask(ShareVerb.Clear);

    /// <summary>Turns their order round.</summary>
    public void Reverse() => Ask(ShareVerb.Reverse);

    /// <summary>Sorts values that can be compared with each other, strings as the calling thread's culture does without regard to case; equal ones stay in their order.</summary>
    /// <param name="descending">The greatest first.</param>
    /// <exception cref="ShareException">They can't be compared.</exception>
    public void Sort(bool descending = false)
    {
        using SharedUpdate update = BeginUpdate()!;
        object?[] values = (object?[])update.Value!;

        try
        {
            update.Complete(descending ? values.OrderByDescending(value => value, ValueComparer.Instance) : values.Order(ValueComparer.Instance));
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidOperationException and not ShareException)
        {
            throw ShareRefusals.SharedListNotSortable();
        }
    }

    /// <summary>All values, now.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "It is a method.")]
    public object?[] ToArray() => Packing.Unpack(Space, Ask(ShareVerb.Entries).Content);

    /// <summary>Goes through the values that there are now.</summary>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    public override string GetState() => Counted(Count, "value", "values");

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => ToArray().GetEnumerator();

    // As of an array: several indexes give the values that there are, one that isn't there is an error.
    internal override object? GetIndex(object index)
    {
        object? plain = index is int ? index : Plain(index);
        return plain is IEnumerable several and not string
            ? Packing.Unpack(Space, Ask(ShareVerb.GetSeveral, WithSeveral(several)).Content)
            : Space.Decode(Ask(ShareVerb.Get, With(plain)).Content);
    }

    internal override void SetIndex(object index, object? value) => Ask(ShareVerb.Set, With(index, value));

    private protected override void WriteKey(ByteWriter target, object? key) => target.AppendVariable(NumberForm.Fold(IndexForm.Read(key is int ? key : Plain(key))));

    private protected override object DecodeWhole(ReadOnlyMemory<byte> content) => Packing.Unpack(Space, content);

    // One that isn't several is one value, as a script's output is.
    private protected override byte[] EncodeWhole(object? value) => Packing.Values(Space, value switch
    {
        null => [],
        IEnumerable several and not string and not IDictionary and not SharedProxy => several.Cast<object?>(),
        _ => [value],
    });
}
