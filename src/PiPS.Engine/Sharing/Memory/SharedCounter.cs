using System.Globalization;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>A whole number of 64 bits in memory that processes of this machine map. Every operation is one that no other comes between.</summary>
/// <remarks>
/// Beyond 64 bits it wraps round. Any thread may use it. Every use can fail with a <see cref="ShareException"/> that says so if the
/// counter was removed.
/// </remarks>
public sealed unsafe class SharedCounter : MappedObject
{
    internal SharedCounter(ShareSpace space, in SharedReference reference, SharedMemory? memory = null)
        : base(space, reference, memory)
    {
    }

    /// <summary>The number.</summary>
    public long Value
    {
        get
        {
            SharedMemory memory = Memory;
            long value = Volatile.Read(ref *(long*)memory.Start);
            memory.ThrowIfRemoved();
            return value;
        }

        set => Exchange(value);
    }

    /// <summary>Makes a counter.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="value">What it begins with.</param>
    /// <exception cref="ShareException">There isn't enough memory, or the name is taken.</exception>
    public static SharedCounter Create(ShareSpace space, string name = "", long value = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        SharedCounter counter = new(space, space.CreateMemory(SharedKind.Counter, name, sizeof(long), CancellationToken.None));
        counter.Value = value;
        return counter;
    }

    /// <inheritdoc/>
    public override string GetState() => Value.ToString(CultureInfo.CurrentCulture);

    /// <summary>Adds 1.</summary>
    /// <returns>The sum.</returns>
    public long Increment() => Add(1);

    /// <summary>Adds an amount.</summary>
    /// <returns>The sum.</returns>
    public long Increment(long amount) => Add(amount);

    /// <summary>Takes 1 away.</summary>
    /// <returns>The difference.</returns>
    public long Decrement() => Add(-1);

    /// <summary>Takes an amount away.</summary>
    /// <returns>The difference.</returns>
    public long Decrement(long amount) => Add(unchecked(-amount));

    /// <summary>Adds an amount.</summary>
    /// <returns>The sum.</returns>
    public long Add(long amount)
    {
        SharedMemory memory = Memory;
        long sum = Interlocked.Add(ref *(long*)memory.Start, amount);
        memory.ThrowIfRemoved();
        return sum;
    }

    /// <summary>Sets it.</summary>
    /// <returns>What it was.</returns>
    public long Exchange(long value)
    {
        SharedMemory memory = Memory;
        long old = Interlocked.Exchange(ref *(long*)memory.Start, value);
        memory.ThrowIfRemoved();
        return old;
    }

    /// <summary>Sets it if it is as expected.</summary>
    /// <returns>What it was: if that is <paramref name="comparand"/>, it was set.</returns>
    public long CompareExchange(long value, long comparand)
    {
        SharedMemory memory = Memory;
        long old = Interlocked.CompareExchange(ref *(long*)memory.Start, value, comparand);
        memory.ThrowIfRemoved();
        return old;
    }
}
