using System.Buffers.Binary;
using System.Text;

namespace PiPS.Engine.Values;

/// <summary>Strings of names read before: keys and fields recur, and needn't be made anew each time.</summary>
/// <remarks>Any thread may use it. It forgets: a place holds the name that was last read of those that fall there.</remarks>
internal sealed class NameCache
{
    private const int PlaceBits = 10;
    private const int Longest = 32;

    private readonly string?[] _names = new string?[1 << PlaceBits];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Longest)
        {
            return TextForm.Read(bytes);
        }

        ref string? place = ref _names[Place(bytes)];
        string? name = place;

        if (name is null || !Ascii.Equals(bytes, name))
        {
            place = name = TextForm.Read(bytes);
        }

        return name;
    }

    // The ends and the length differ in names that differ, mostly.
    private static int Place(ReadOnlySpan<byte> bytes)
    {
        (ulong first, ulong last) = bytes.Length switch
        {
            >= sizeof(ulong) => (Int64(bytes), Int64(bytes[^sizeof(ulong)..])),
            >= sizeof(uint) => (Int32(bytes), Int32(bytes[^sizeof(uint)..])),
            _ => (bytes[0] + ((ulong)bytes[bytes.Length / 2] << 8), bytes[^1]),
        };

        // Fibonacci hashing: the product's highest bits depend on all of the factor's.
        return (int)(((first + (last << 17) + (last >> 47) + (uint)bytes.Length) * 0x9E3779B97F4A7C15) >> (64 - PlaceBits));
    }

    private static ulong Int64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Int32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
