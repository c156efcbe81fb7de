using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Protocol;
using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Items and events as bytes.</summary>
/// <remarks>
/// <code>
/// item    variable  index     1  1 for a value, 0 for a refusal     value, or four texts: why it can't travel
/// event   variable  index + 1 (0 for an end block's words)
///         1         stream, or 0 at the item's end
///         n         value, if it wrote something
///         1         status, at its end (1 completed; 2 failed; 5 given back, since it wasn't begun);  8  nanoseconds;  n  failure (a value)
/// </code>
/// </remarks>
internal static class EventCodec
{
    public static void WriteItem(ByteWriter target, WorkItem item, IValueCodec codec)
    {
        target.AppendVariable((ulong)item.Index);
        int start = target.Length;

        if (item.Encoded is byte[] encoded)
        {
            target.AppendByte(1);
            target.Append(encoded);
            return;
        }

        try
        {
            target.AppendByte(1);
            codec.Write(target, item.Input);
        }
        catch (UnencodableValueException error)
        {
            // It fails where its turn is, as if its script had.
            target.Truncate(start);
            target.AppendByte(0);
            codec.Write(target, RefusedInput.Of(error).ToTexts());
        }
    }

    public static WorkItem ReadItem(ref ByteReader source, IValueCodec codec, out RefusedInput? refusal)
    {
        long index = (long)source.TakeVariable();
        bool isValue = source.TakeByte() != 0;
        object? value = codec.Read(ref source);
        refusal = isValue ? null : RefusedInput.FromTexts(value as string[] ?? []);
        return new(index, value);
    }

    public static void WriteEvent(ByteWriter target, WorkEvent told, IValueCodec codec)
    {
        int start = target.Length;

        try
        {
            Write(target, told, codec, told.Value);
        }
        catch (UnencodableValueException error)
        {
            target.Truncate(start);
            Write(target, told, codec, error.Message);
        }
    }

    public static WorkEvent ReadEvent(ref ByteReader source, IValueCodec codec)
    {
        long index = (long)source.TakeVariable() - 1;
        byte stream = source.TakeByte();

        if (stream != 0)
        {
            return stream <= (byte)StreamKind.Progress
                ? WorkEvent.Wrote(index, (StreamKind)stream, codec.Read(ref source))
                : throw new ProtocolException(Rejection.Malformed, $"There is no stream {stream}.");
        }

        ItemStatus status = (ItemStatus)source.TakeByte();
        long nanoseconds = source.TakeInt64();
        object? failure = codec.Read(ref source);
        return status is ItemStatus.Completed or ItemStatus.Failed or ItemStatus.Skipped && nanoseconds >= 0
            ? WorkEvent.Ended(index, status, failure, nanoseconds)
            : throw new ProtocolException(Rejection.Malformed, $"An item can't end as {status} after {nanoseconds} ns.");
    }

    private static void Write(ByteWriter target, WorkEvent told, IValueCodec codec, object? value)
    {
        target.AppendVariable((ulong)(told.Index + 1));
        target.AppendByte((byte)(told.Stream ?? 0));

        if (told.IsEnd)
        {
            target.AppendByte((byte)told.Status);
            target.AppendInt64(told.Nanoseconds);
        }

        codec.Write(target, value);
    }
}
