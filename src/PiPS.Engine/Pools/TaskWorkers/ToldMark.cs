using System.Diagnostics;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>The item that a worker elsewhere is on, as far as it has said so. One thread hears the worker; any may read.</summary>
internal sealed class ToldMark
{
    private readonly Lock _gate = new();
    private long _index = -1;
    private long _since = Stopwatch.GetTimestamp();
    private bool _ended = true;

    public ItemMark Mark
    {
        get
        {
            lock (_gate)
            {
                return new(_index, _ended, Stopwatch.GetElapsedTime(_since));
            }
        }
    }

    /// <summary>It begins an item.</summary>
    /// <exception cref="ProtocolException">There can't be such an item.</exception>
    public void Take(in Frame began)
    {
        PayloadReader payload = new(began, FrameKind.Began);
        long index = payload.Int64();
        payload.End(index >= 0);
        Set(index, ended: false);
    }

    /// <summary>A new run begins: its indices are others.</summary>
    public void Clear() => Set(-1, ended: true);

    /// <summary>It ended an item.</summary>
    public void Ended(long index)
    {
        lock (_gate)
        {
            _ended |= index == _index;
        }
    }

    private void Set(long index, bool ended)
    {
        lock (_gate)
        {
            _index = index;
            _ended = ended;
            _since = Stopwatch.GetTimestamp();
        }
    }
}
