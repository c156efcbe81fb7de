using System.Buffers;

namespace PiPS.Engine.Sharing;

/// <summary>A value's bytes on their way through the session, in memory that is used again if there are many of them.</summary>
/// <remarks>
/// First touch of fresh memory costs more than copying does. Whoever keeps a parcel holds it, and releases it once; one that is never
/// released is the garbage collector's, as any array.
/// </remarks>
internal sealed class Parcel
{
    private const int Large = 64 * 1024;

    private byte[]? _rented;
    private int _holders = 1;

    private Parcel(ReadOnlyMemory<byte> bytes, byte[]? rented)
    {
        Bytes = bytes;
        _rented = rented;
    }

    /// <summary>The bytes: good while it is held.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A copy, held by the caller.</summary>
    public static Parcel Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Large)
        {
            return new(bytes.ToArray(), null);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(rented);
        return new(rented.AsMemory(0, bytes.Length), rented);
    }

    /// <summary>One more holder.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>One holder less. The last one gives the memory back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0 && _rented is byte[] rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
