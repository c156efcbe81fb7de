using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>New-SharedArray</c>: makes an array of numbers in memory that this session and worker processes share.</summary>
/// <remarks>
/// <para>What one writes, all find there: nothing is sent or copied. It is used as any array: $a[5], $a[-1], $a[1..3], foreach. As an argument
/// it stays one thing, and isn't taken apart, as by @($a), -join and ConvertTo-Json: those want $a.ToArray().</para>
/// <para>Several that change an element at the same time don't lose updates with $a.Add(index, amount), $a.Increment(index),
/// $a.Exchange(index, value) and $a.CompareExchange(index, value, comparand), which give the new or the old value. $a[5] += 1 is two
/// operations, a read and a write, and others can come between. Integers wrap round beyond their range.</para>
/// <para>Large parts go in and out at the memory's own speed: $a.CopyFrom(array, start), $a.CopyTo(array, start), which fills the array given,
/// $a.ToArray(start, count), and $a.Fill(value). To copy often, use the same array again: fresh memory costs more than copying.</para>
/// <para>Only processes of this machine can share memory. On Linux nothing is left of it however the session ends.</para>
/// </remarks>
/// <example>
/// <para>Share numbers, and read some of them</para>
/// <code>$a = New-SharedArray -Type Double -Length 1e6
/// $a[0] = 3.14
/// $a[0..2]</code>
/// <para>Elements are 0 at first.</para>
/// </example>
/// <example>
/// <para>Count in several places at the same time</para>
/// <code>$counts = New-SharedArray -Type Int64 -Length 10
/// 1..8 | ForEach-Object -Parallel {
///     $counts = $using:counts
///     foreach ($i in 1..1000) { [void]$counts.Increment($i % 10) }
/// }
/// $counts.ToArray()</code>
/// <para>Each element is 800: no update is lost.</para>
/// </example>
/// <example>
/// <para>Begin with values, and copy a part out</para>
/// <code>$a = New-SharedArray Int32 -InitialValue (1..100000) -Name input
/// $part = [int[]]::new(1000)
/// $a.CopyTo($part, 50000)</code>
/// <para>$part has the elements 50000 to 50999.</para>
/// </example>
/// <seealso cref="NewSharedObjectCommand"/>
/// <seealso cref="GetSharedObjectCommand"/>
/// <seealso cref="RemoveSharedObjectCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.New, "SharedArray")]
[OutputType(typeof(SharedArray))]
public sealed class NewSharedArrayCommand : StoppableCmdlet
{
    /// <summary><b>-Type</b>: what its elements are: integers of 8 bits (Byte, 0 to 255), 32 or 64 bits, or floating-point numbers of 32 or 64.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [OneNameArgument(typeof(SharedElement))]
    [PSTypeName("PiPS.Engine.Sharing.Memory.SharedElement")]
    [ArgumentCompleter(typeof(EnumCompleter<SharedElement>))]
    public Enum Type { get; set; } = SharedElement.Byte;

    /// <summary><b>-Length</b>: how many elements it has. Left out, it has as many as there are initial values.</summary>
    /// <value>As many as -InitialValue has</value>
    [Parameter(Position = 1)]
    [WholeNumberArgument]
    public WholeNumber? Length { get; set; }

    /// <summary><b>-Name</b>: what it is called; left out, it is ByteArray1, DoubleArray2 and so on.</summary>
    /// <value>Its kind and a number, such as DoubleArray1</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary><b>-InitialValue</b>: what its first elements are; numbers that are converted as in assignments. The others are 0.</summary>
    /// <value>0 everywhere</value>
    [Parameter]
    [ValidateNotNull]
    public object? InitialValue { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            // An array is enumerable, and one thing.
            WriteObject(Make(), enumerateCollection: false);
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // Nothing is left of it.
        }
    }

    private SharedArray Make() => (SharedElement)Type switch
    {
        SharedElement.Byte => Make<byte>(),
        SharedElement.Int32 => Make<int>(),
        SharedElement.Int64 => Make<long>(),
        SharedElement.Single => Make<float>(),
        _ => Make<double>(),
    };

    private SharedArray<T> Make<T>()
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] values = Values<T>();
        long length = Length is null
            ? values.LongLength > 0 ? values.LongLength : throw ArrayErrors.ArrayLengthMissing()
            : (long)Length.Within("-Length", 1, long.MaxValue / 16, ArrayErrors.ArrayLengthOutOfRange);

        if (values.LongLength > length)
        {
            throw ArrayErrors.InitialValueTooLong(values.LongLength, length);
        }

        try
        {
            SharedArray<T> array = (SharedArray<T>)SharedArray.Create(SessionShares.Current, (SharedElement)Type, length, Name ?? string.Empty, Stop);
            array.CopyFrom(values);
            return array;
        }
        catch (ShareException refused)
        {
            throw ArrayErrors.NotMade(refused, length);
        }
    }

    private T[] Values<T>()
    {
        object? given = InitialValue is PSObject wrapped ? wrapped.BaseObject : InitialValue;

        try
        {
            return given is null ? [] : LanguagePrimitives.ConvertTo<T[]>(given);
        }
        catch (PSInvalidCastException refused)
        {
            throw ArrayErrors.InitialValueNotConverted(given, (SharedElement)Type, refused.Message);
        }
    }
}
