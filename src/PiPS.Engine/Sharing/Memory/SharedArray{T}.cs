using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>A shared array of numbers of one type.</summary>
/// <typeparam name="T">Byte, Int32, Int64, Single or Double.</typeparam>
[SuppressMessage("Design", "CA1010:Generic interface should also be implemented", Justification = "To whom it enumerates, it is one thing.")]
public sealed unsafe class SharedArray<T> : SharedArray
    where T : unmanaged, INumber<T>
{
    private const int MostAtOnce = 1 << 30;

    internal SharedArray(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    internal override SharedElement Element => Enum.Parse<SharedElement>(typeof(T).Name);

    /// <inheritdoc/>
    /// <remarks>Before the indexer: PowerShell shows an object as text if the first property that it meets is one with arguments.</remarks>
    public override long Length => Memory.Bytes / sizeof(T);

    /// <summary>An element: from 0, or from -1 for the last down.</summary>
    /// <exception cref="ShareException">There is no such element.</exception>
    public T this[long index]
    {
        get
        {
            SharedMemory memory = Memory;
            T value = *Place(memory, index);

            // Later reads come later; and what was read of memory that is being removed isn't given away.
            Volatile.ReadBarrier();
            memory.ThrowIfRemoved();
            return value;
        }

        set
        {
            SharedMemory memory = Memory;
            T* place = Place(memory, index);
            Volatile.WriteBarrier();
            *place = value;
            GC.KeepAlive(memory);
        }
    }

    /// <summary>Adds to an element, in one operation; beyond an integer's range it wraps round.</summary>
    /// <returns>The sum.</returns>
    public T Add(long index, T amount)
    {
        SharedMemory memory = Memory;
        T sum = AtomicElement.Add(ref *Place(memory, index), amount);
        memory.ThrowIfRemoved();
        return sum;
    }

    /// <summary>Adds 1 to an element, in one operation; beyond an integer's range it wraps round.</summary>
    /// <returns>The sum.</returns>
    public T Increment(long index) => Add(index, T.One);

    /// <summary>Sets an element, in one operation.</summary>
    /// <returns>What it was.</returns>
    public T Exchange(long index, T value)
    {
        SharedMemory memory = Memory;
        T old = Interlocked.Exchange(ref *Place(memory, index), value);
        memory.ThrowIfRemoved();
        return old;
    }

    /// <summary>Sets an element if it is as expected, in one operation. Compared bit by bit: 0 isn't -0.</summary>
    /// <returns>What it was: if that is <paramref name="comparand"/>, it was set.</returns>
    public T CompareExchange(long index, T value, T comparand)
    {
        SharedMemory memory = Memory;
        T old = Interlocked.CompareExchange(ref *Place(memory, index), value, comparand);
        memory.ThrowIfRemoved();
        return old;
    }

    /// <summary>A copy of all elements.</summary>
    public T[] ToArray()
    {
        long length = Length;
        return length <= Array.MaxLength ? ToArray(0, (int)length) : throw MemoryErrors.TooManyForAnArray(length);
    }

    /// <summary>A copy of some elements.</summary>
    /// <param name="start">The first, from 0 or from -1 for the last down.</param>
    /// <param name="count">How many, from 0.</param>
    public T[] ToArray(long start, long count)
    {
        SharedMemory memory = Memory;
        T* from = Range(memory, start, count);
        T[] copy = count <= Array.MaxLength ? GC.AllocateUninitializedArray<T>((int)count) : throw MemoryErrors.TooManyForAnArray(count);
        new ReadOnlySpan<T>(from, copy.Length).CopyTo(copy);
        Volatile.ReadBarrier();
        memory.ThrowIfRemoved();
        return copy;
    }

    /// <summary>Fills an array of the same type with as many elements as it has room for.</summary>
    /// <param name="target">Where to; used again, it costs no new memory.</param>
    /// <param name="start">The first element to copy, from 0 or from -1 for the last down.</param>
    public void CopyTo(Array target, long start = 0) => CopyTo(target, start, 0, target?.LongLength ?? 0);

    /// <summary>Copies elements into a part of an array of the same type.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="start">The first element to copy, from 0 or from -1 for the last down.</param>
    /// <param name="targetStart">Where it goes in <paramref name="target"/>.</param>
    /// <param name="count">How many, from 0.</param>
    public void CopyTo(Array target, long start, long targetStart, long count)
    {
        Span<T> to = Part(Typed(target), targetStart, count);
        SharedMemory memory = Memory;
        new ReadOnlySpan<T>(Range(memory, start, count), to.Length).CopyTo(to);
        Volatile.ReadBarrier();
        memory.ThrowIfRemoved();
    }

    /// <summary>Copies all of an array in.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="start">Where its first goes, from 0 or from -1 for the last down.</param>
    public void CopyFrom(T[] source, long start = 0) => CopyFrom(source, start, 0, source?.LongLength ?? 0);

    /// <summary>Copies a part of an array in.</summary>
    /// <param name="source">What to copy from.</param>
    /// <param name="start">Where the first goes, from 0 or from -1 for the last down.</param>
    /// <param name="sourceStart">The first to copy.</param>
    /// <param name="count">How many, from 0.</param>
    public void CopyFrom(T[] source, long start, long sourceStart, long count)
    {
        ArgumentNullException.ThrowIfNull(source);
        ReadOnlySpan<T> from = Part(source, sourceStart, count);
        SharedMemory memory = Memory;
        from.CopyTo(new Span<T>(Range(memory, start, count), from.Length));
        memory.ThrowIfRemoved();
    }

    /// <summary>Sets all elements.</summary>
    public void Fill(T value) => Fill(value, 0, Length);

    /// <summary>Sets some elements.</summary>
    /// <param name="value">What they become.</param>
    /// <param name="start">The first, from 0 or from -1 for the last down.</param>
    /// <param name="count">How many, from 0.</param>
    public void Fill(T value, long start, long count)
    {
        SharedMemory memory = Memory;
        T* at = Range(memory, start, count);

        for (long left = count; left > 0; left -= MostAtOnce, at += MostAtOnce)
        {
            new Span<T>(at, (int)Math.Min(left, MostAtOnce)).Fill(value);
        }

        memory.ThrowIfRemoved();
    }

    /// <summary>The elements themselves, for code that works on them in place.</summary>
    /// <remarks>Keep the array reachable while the span is in use (<see cref="GC.KeepAlive"/>). Once removed, the span shows zeros.</remarks>
    /// <param name="start">The first, from 0 or from -1 for the last down.</param>
    /// <param name="count">How many, from 0.</param>
    public Span<T> AsSpan(long start, int count) => new(Range(Memory, start, count), count);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator()
    {
        long length = Length;

        for (long i = 0; i < length; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    internal override Array Slice(IEnumerable indices)
    {
        List<T> slice = [];

        foreach (object? index in indices)
        {
            slice.Add(this[IndexFrom(index)]);
        }

        return slice.ToArray();
    }

    private static Span<T> Part(T[] array, long start, long count)
        => start >= 0 && count >= 0 && start <= array.LongLength - count
            ? array.AsSpan((int)start, (int)count)
            : throw MemoryErrors.RangeOutOfRange(start, count, array.LongLength);

    private static T[] Typed(Array target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target as T[] ?? throw MemoryErrors.OtherElementType(target.GetType(), typeof(T).Name);
    }

    // Whoever calls keeps the memory alive until it is through with the place: by looking whether it was removed.
    private static T* Place(SharedMemory memory, long index)
    {
        T* start = (T*)memory.Start;
        long length = memory.Bytes / sizeof(T);
        long place = index < 0 ? index + length : index;
        return (ulong)place < (ulong)length ? start + place : throw MemoryErrors.IndexOutOfRange(index, length);
    }

    private static T* Range(SharedMemory memory, long start, long count)
    {
        T* first = (T*)memory.Start;
        long length = memory.Bytes / sizeof(T);
        long place = start < 0 ? start + length : start;
        return place >= 0 && count >= 0 && place <= length - count ? first + place : throw MemoryErrors.RangeOutOfRange(start, count, length);
    }
}
