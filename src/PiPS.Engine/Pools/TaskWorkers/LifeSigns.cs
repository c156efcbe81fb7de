using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>How a script worker elsewhere and its parent know of each other: it answers at once, whatever its script does, and says when its time is nearly over.</summary>
internal sealed class LifeSigns
{
    private static readonly byte[] Pong = new FrameEncoder().Raw(FrameKind.Pong, []).Bytes.ToArray();
    private static readonly byte[] Draining = new FrameEncoder().Raw(FrameKind.Draining, []).Bytes.ToArray();

    private readonly WorkerChannel _channel;
    private readonly Lock _writing;
    private readonly bool _tellsOfEnd;
    private volatile bool _told;

    /// <param name="channel">To the parent.</param>
    /// <param name="writing">Held by whoever writes whole frames to it.</param>
    /// <param name="tellsOfEnd">Whether the parent is to be told that its time is nearly over.</param>
    public LifeSigns(WorkerChannel channel, Lock writing, bool tellsOfEnd)
    {
        _channel = channel;
        _writing = writing;
        _tellsOfEnd = tellsOfEnd;
    }

    /// <summary>The parent, as far as it is heard.</summary>
    public ParentWatch Parent { get; } = new();

    /// <summary>Answers the parent, which shows itself.</summary>
    /// <remarks>Not while somebody writes, which is a sign of life too; nor where nobody reads: whoever listens mustn't be held up.</remarks>
    public void Answer(Ping ping)
    {
        Parent.Expect(ping);

        _ = TrySend(Pong);
        TellIfDraining();
    }

    /// <summary>Says once that its time is nearly over, if it is.</summary>
    public void TellIfDraining()
    {
        if (_tellsOfEnd && EndNotice.Came && !_told)
        {
            _told = TrySend(Draining);
        }
    }

    private bool TrySend(byte[] frame)
    {
        if (!_writing.TryEnter())
        {
            return false;
        }

        try
        {
            bool hasRoom = _channel.HasRoom();

            if (hasRoom)
            {
                _channel.Write(frame);
            }

            return hasRoom;
        }
        catch (IOException)
        {
            // The parent has gone, which whoever listens to it sees too.
            return true;
        }
        finally
        {
            _writing.Exit();
        }
    }
}
