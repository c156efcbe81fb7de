namespace PiPS.Engine.Sharing.Memory;

/// <summary>A whole number of 64 bits in memory that processes of this machine map. Every operation is one that no other comes between.</summary>
/// <remarks>
/// Beyond 64 bits it wraps round. Any thread may use it. Every use can fail with a <see cref="ShareException"/> that says so if the
/// counter was removed.
/// </remarks>
public sealed unsafe class SharedCounter : MappedObject
{
    internal SharedCounter(string name, Func<SharedMemory> open)
        : base(name, open)
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

    /// <summary>A new one, in memory that this process owns.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">What it begins with.</param>
    /// <exception cref="ShareException">There isn't enough memory.</exception>
    public static SharedCounter Create(string name, long value = 0)
    {
        SharedMemory memory = SharedMemory.Create(sizeof(long));
        SharedCounter counter = new(name, () => memory);
        counter.Value = value;
        return counter;
    }

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

    /// <inheritdoc/>
    public override string ToString() => $"SharedCounter {Name}";

    /// <summary>Ends its use: in this process, and if it is this process's own, everywhere.</summary>
    internal void Close() => Memory.Dispose();
}
