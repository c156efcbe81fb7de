using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace PiPS.Engine.Pools.Logging;

/// <summary>What items that are alike have in common, in every session: 128 bits of the SHA-256 of script and content.</summary>
internal readonly record struct ContentKey(ulong High, ulong Low)
{
    /// <summary>Hexadecimal digits of its text.</summary>
    public const int Digits = 32;

    private const int HalfDigits = Digits / 2;

    public static ContentKey Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <summary>Reads what <see cref="ToString"/> gave.</summary>
    public static bool TryRead(ReadOnlySpan<byte> digits, out ContentKey key)
    {
        key = default;

        if (digits.Length != Digits
            || !Utf8Parser.TryParse(digits[..HalfDigits], out ulong high, out int first, 'x') || first != HalfDigits
            || !Utf8Parser.TryParse(digits[HalfDigits..], out ulong low, out int second, 'x') || second != HalfDigits)
        {
            return false;
        }

        key = new(high, low);
        return true;
    }

    // Its bits are a hash already.
    public override int GetHashCode() => (int)Low;

    public override string ToString() => $"{High:x16}{Low:x16}";
}
