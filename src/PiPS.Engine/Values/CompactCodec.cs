using PiPS.Engine.Sharing;

namespace PiPS.Engine.Values;

/// <summary>Values in few bytes, made and read fast: what is plain by itself, and the rest by a shell's own codec.</summary>
/// <remarks>
/// A value is a tag and what the tag says. Numbers are little-endian; v is a number of variable length (seven bits a byte,
/// lowest first), z such a number with its sign in the lowest bit (0, -1, 1, -2 ...). A tag never changes its meaning.
/// <code>
/// 00 null   01 false   02 true                 20 object[]           v count, values
/// 03 sbyte     1        04 byte      1         21 ArrayList          v count, values
/// 05 short     z        06 ushort    v         22 List(object)       v count, values
/// 07 int       z        08 uint      v         23 T[]                1 tag of T, v count, elements
/// 09 long      z        0A ulong     v         24 List(T)            1 tag of T, v count, elements
/// 0B Half      2        0C float     4         25 Hashtable          1 keys, v count, (key, value)s
/// 0D double    8        0E decimal  16         26 OrderedDictionary  1 keys, v count, (key, value)s
/// 0F char      2                               27 record             names, fields
/// 10 string    v bytes, UTF-8                  28 extended           value, names, fields
/// 11 string    v chars, UTF-16                      names            v count, strings (0: the usual ones)
/// 12 DateTime  8 ToBinary                           fields           v count, (string, value)s
/// 13 DateTimeOffset  8 ticks, 2 minutes        29 again              v index
/// 14 TimeSpan  8 ticks  15 DateOnly  v days    2A foreign            v bytes, the shell's
/// 16 TimeOnly  8 ticks  17 Guid     16
/// 18 Version   4 v, each one more              2B shared   1 kind, v id, string name
/// 19 Uri       1 UriKind, string               80 to BF   int, -8 to 55
/// 1A BigInteger  v bytes, two's complement     C0 to FF   string of 0 to 63 bytes, UTF-8
/// 1B DBNull
/// </code>
/// Elements of T[] and List(T) are as in memory where T is a number of fixed size but decimal, a char, a bool, a TimeSpan or
/// a Guid; else values. Keys: 0, compared as they are; 1, strings without regard to case (ordinal), as in PowerShell's @{}.
/// Arrays, lists, dictionaries, records and foreign values are counted as they begin, from 0; "again" is one of them once
/// more. So what is shared or cyclic within a value arrives so, as from a job. A string is 11 only if UTF-8 can't tell it (half
/// a surrogate pair). Local times keep their instant, not their digits, where the other side is in another time zone.
/// <para>
/// Types arrive as they were, where jobs turn arrays and lists into ArrayLists. Arrays of references arrive as object[], all
/// but string[]. Other lists and dictionaries, types derived from the above, and arrays of more dimensions are the shell's
/// affair. More than <see cref="MaximumDepth"/> levels are refused, on either side (jobs fail beyond 50).
/// </para>
/// </remarks>
public sealed class CompactCodec : IValueCodec
{
    /// <summary>Levels of values within values; a value without any has one.</summary>
    public const int MaximumDepth = 100;

    private readonly IForeignCodec _foreign;
    private readonly ISharedValues? _shared;
    private readonly Action<SharedReference>? _refuse;
    private readonly NameCache _names = new();
    private ValueWriting? _spareWriting;
    private ValueReading? _spareReading;

    /// <param name="foreign">What knows the rest; without it, the rest can't travel.</param>
    /// <param name="shared">What makes objects of shared ones' references; without it, none are understood.</param>
    /// <param name="refuse">Throws an <see cref="UnencodableValueException"/> for what can't be shared with whom the values are for; without it, all can.</param>
    public CompactCodec(IForeignCodec? foreign = null, ISharedValues? shared = null, Action<SharedReference>? refuse = null)
    {
        _refuse = refuse;
        _foreign = foreign ?? new NoForeignCodec();
        _shared = shared;
    }

    /// <summary>Whether values of a type are told whole by the compact form, and have no values within.</summary>
    public static bool IsScalar(Type type) => ScalarForm.Types.Contains(type);

    /// <inheritdoc/>
    public void Write(ByteWriter target, object? value)
    {
        if (ScalarForm.TryWrite(target, value))
        {
            return;
        }

        ValueWriting writing = Interlocked.Exchange(ref _spareWriting, null) ?? new(_foreign, _refuse);
        int start = target.Length;

        try
        {
            writing.Write(target, value);
        }
        catch (Exception cause)
        {
            target.Truncate(start);

            // Lists and dictionaries notice some changes under way, and throw these.
            if (cause is InvalidOperationException or ArgumentOutOfRangeException)
            {
                throw new UnencodableValueException("A collection changed while it was read: hand over a copy.", cause);
            }

            throw;
        }
        finally
        {
            writing.Reset();
            _spareWriting = writing;
        }
    }

    /// <inheritdoc/>
    public object? Read(ref ByteReader source)
    {
        ValueTag tag = (ValueTag)source.TakeByte();

        if (ScalarForm.TryRead(ref source, tag, out object? value))
        {
            return value;
        }

        ValueReading reading = Interlocked.Exchange(ref _spareReading, null) ?? new(_foreign, _shared, _names);

        try
        {
            return reading.Read(ref source, tag);
        }
        finally
        {
            reading.Reset();
            _spareReading = reading;
        }
    }

    /// <summary>A value as bytes of its own, to be stored or handed on.</summary>
    /// <exception cref="UnencodableValueException">It can't be turned into bytes.</exception>
    public byte[] Encode(object? value)
    {
        ByteWriter target = new();
        Write(target, value);
        return target.Bytes.ToArray();
    }

    /// <summary>The value that <see cref="Encode"/> made bytes of.</summary>
    /// <exception cref="Protocol.ProtocolException">The bytes are no value, or more than one.</exception>
    public object? Decode(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ByteReader source = new(bytes);
        object? value = Read(ref source);
        return source.Rest.IsEmpty ? value : throw Malformed.Because("More than a value came.");
    }
}
