using System.Buffers.Binary;
using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Shows a worker elsewhere that its parent is there, and notices when nothing is heard of the worker.</summary>
/// <remarks>
/// Slurm never tells of a node that died, nor ssh, for hours, of a cut link. A worker answers at once, whatever it does, so one that is
/// silent for six beats while it is waited for is given up. It gives its parent up after twelve: so what it did isn't done twice at the same time.
/// </remarks>
internal sealed class Heartbeat : IDisposable
{
    private const int MostSilent = 6;
    private const int MostDeserted = 12;

    private readonly WorkerLink _link;
    private readonly TimeSpan _beat;
    private readonly byte[] _ping = new byte[sizeof(int)];
    private readonly Timer _timer;

    /// <param name="link">To the worker, which has said hello.</param>
    /// <param name="beat">How often.</param>
    public Heartbeat(WorkerLink link, TimeSpan beat)
    {
        _link = link;
        _beat = beat;
        BinaryPrimitives.WriteInt32LittleEndian(_ping, (int)(beat * MostDeserted).TotalMilliseconds);
        _timer = new(_ => Beat(), null, TimeSpan.Zero, beat);
    }

    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        if (_link.Silence > _beat * MostSilent)
        {
            _link.GiveUp(LaunchFailure.Silent(_link.Landing!.Host, _beat * MostSilent));
        }
        else
        {
            _ = _link.TrySendNow(FrameKind.Ping, _ping, []);
        }
    }
}
