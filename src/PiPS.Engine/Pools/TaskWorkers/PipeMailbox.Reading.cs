using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Protocol;
using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <content>What frames of the parent mean.</content>
internal sealed partial class PipeMailbox
{
    // Whether it was an answer that a thread waited for.
    private bool Obey(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Open:
                PutScript(Value(frame, FrameKind.Open)!);
                break;
            case FrameKind.Items:
                PutItems(Items(frame));
                break;
            case FrameKind.Close:
                PutClose();
                break;
            case FrameKind.Halt:
                PutHalt();
                break;
            case FrameKind.AskBack:
                PutAskBack();
                break;
            case FrameKind.Stop:
                PutStop();
                break;
            case FrameKind.Leave:
                PutLeave();
                break;
            case FrameKind.Ping:
                _signs.Answer(Ping.Read(frame));
                break;
            case FrameKind.Answer:
                return _shares.Take(frame.Payload);
            default:
                throw new ProtocolException(Rejection.UnknownKind, $"A frame of kind {frame.Kind} came to a script worker.");
        }

        return false;
    }

    private List<WorkItem> Items(Frame frame)
    {
        ByteReader source = new(frame.Payload);
        List<WorkItem> items = [];

        while (!source.Rest.IsEmpty)
        {
            WorkItem item = EventCodec.ReadItem(ref source, _codec, out RefusedInput? refusal);
            items.Add(refusal is null ? item : new(item.Index, refusal));
        }

        return items;
    }

    private object? Value(Frame frame, FrameKind kind)
    {
        frame.Expect(kind);
        ByteReader source = new(frame.Payload);
        return _codec.Read(ref source);
    }
}
