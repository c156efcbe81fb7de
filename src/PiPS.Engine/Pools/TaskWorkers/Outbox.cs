using System.Runtime.InteropServices;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>What a worker process said and hasn't sent yet, in memory that its parent reads too, also after its death.</summary>
/// <remarks>
/// So a worker may send many words at once, and none is lost when it is killed. Eight bytes: the number of the frame that they
/// will be sent as, times 2^32, plus how many bytes there are; then the bytes. The parent counts the frames that came: if it
/// has this one already, the worker died after it was sent, and before it was noted here.
/// </remarks>
internal sealed unsafe class Outbox
{
    /// <summary>Bytes of memory that it takes.</summary>
    public const int Size = sizeof(long) + Capacity;

    /// <summary>Bytes that it holds; what is longer has to be sent at once.</summary>
    public const int Capacity = 64 * 1024;

    private readonly byte* _start;

    /// <param name="start">Its memory, zero to begin with.</param>
    public Outbox(byte* start)
    {
        _start = start;
    }

    private long Head
    {
        get => Volatile.Read(ref *(long*)_start);
        set => Volatile.Write(ref *(long*)_start, value);
    }

    /// <summary>Adds what was said, if it fits.</summary>
    public void Append(ReadOnlySpan<byte> words)
    {
        long head = Head;
        int length = (int)(head & uint.MaxValue);

        if (words.Length <= Capacity - length)
        {
            words.CopyTo(new Span<byte>(_start + sizeof(long) + length, words.Length));
            Head = head + words.Length;
        }
    }

    /// <summary>All of it was sent.</summary>
    public void Sent() => Head = ((Head >> 32) + 1) << 32;

    /// <summary>What wasn't sent. The worker is dead.</summary>
    /// <param name="received">Frames that came.</param>
    public ReadOnlySpan<byte> Unsent(uint received)
    {
        long head = Head;
        int length = (int)Math.Min(head & uint.MaxValue, Capacity);
        return (uint)(head >> 32) == received ? MemoryMarshal.CreateReadOnlySpan(ref _start[sizeof(long)], length) : [];
    }
}
