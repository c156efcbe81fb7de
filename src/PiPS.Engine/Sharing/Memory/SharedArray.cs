using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Linq.Expressions;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>Numbers in memory that processes of this machine map: what one writes, all find there.</summary>
/// <remarks>
/// <para><c>$a[5]</c>, <c>$a[-1]</c>, <c>$a[1..3]</c>, <c>foreach</c>, <c>-in</c>, <c>$a | …</c> and <c>[int[]]$a</c> are what they are of an
/// array. But arguments, results of functions and views don't take it apart: there it is one thing.</para>
/// <para>A single element is read and written whole, in order with what else the same thread does; copies, filling and slices aren't
/// one operation, and may have some of what another writes meanwhile. Any thread may use it.</para>
/// <para>Every use can fail with a <see cref="ShareException"/> that says so if the array was removed.</para>
/// </remarks>
[SuppressMessage("Design", "CA1010:Generic interface should also be implemented", Justification = "To whom it enumerates, it is one thing.")]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is an array, as its user sees it.")]
public abstract class SharedArray : MappedObject, IEnumerable, IDynamicMetaObjectProvider
{
    private protected SharedArray(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>What its elements are: <c>Byte</c>, <c>Int32</c>, <c>Int64</c>, <c>Single</c> or <c>Double</c>.</summary>
    public string Type => Element.ToString();

    /// <summary>How many elements it has.</summary>
    public abstract long Length { get; }

    /// <summary>How many elements it has.</summary>
    public long Count => Length;

    /// <inheritdoc/>
    public override string GetState() => $"{Length} elements";

    /// <summary>The memory that they take.</summary>
    public long Bytes => Memory.Bytes;

    /// <summary>What its elements are.</summary>
    internal abstract SharedElement Element { get; }

    /// <summary>Makes an array, zeroed.</summary>
    /// <param name="space">Where.</param>
    /// <param name="type">What its elements are.</param>
    /// <param name="length">How many, from 1.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="stop">Stops what takes a while: half a second for a gigabyte.</param>
    /// <exception cref="ShareException">The length is out of range, there isn't enough memory, or the name is taken.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SharedArray Create(ShareSpace space, SharedElement type, long length, string name = "", CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        SharedKind kind = type switch
        {
            SharedElement.Byte => SharedKind.ByteArray,
            SharedElement.Int32 => SharedKind.Int32Array,
            SharedElement.Int64 => SharedKind.Int64Array,
            SharedElement.Single => SharedKind.SingleArray,
            SharedElement.Double => SharedKind.DoubleArray,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

        return (SharedArray)space.Resolve(space.CreateMemory(kind, name, BytesFor(type, length), stop));
    }

    /// <summary>The memory that an array takes.</summary>
    /// <exception cref="ShareException">The length is out of range.</exception>
    internal static long BytesFor(SharedElement type, long length)
    {
        int each = type switch
        {
            SharedElement.Byte => sizeof(byte),
            SharedElement.Int32 or SharedElement.Single => sizeof(int),
            _ => sizeof(long),
        };

        return length >= 1 && length <= long.MaxValue / 2 / each ? length * each : throw MemoryErrors.LengthOutOfRange(length, each);
    }

    /// <summary>Its elements, one after the other.</summary>
    public abstract IEnumerator GetEnumerator();

    // PowerShell asks SharedArrayBinding for what foreach, -in and $a | … go over; but only what is enumerable gets so far. What a
    // function returns, and @(), take what this gives.
    IEnumerator IEnumerable.GetEnumerator()
    {
        yield return this;
    }

    /// <inheritdoc/>
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new SharedArrayBinding(parameter, this);

    /// <summary>An index as somebody gave it, such as 5, -1, 5.0 or "5".</summary>
    /// <exception cref="ShareException">It isn't a whole number.</exception>
    internal static long IndexFrom(object? given)
    {
        // What wraps another shell's numbers shows them as text.
        WholeNumber number = new(given is IConvertible ? given : given?.ToString());

        try
        {
            return (long)number.Within("An index", long.MinValue, long.MaxValue, OptionErrors.TrialsOutOfRange);
        }
        catch (InvalidOptionException)
        {
            throw MemoryErrors.NotAnIndex(given);
        }
    }

    /// <summary>The elements at these indices.</summary>
    internal abstract Array Slice(IEnumerable indices);
}
