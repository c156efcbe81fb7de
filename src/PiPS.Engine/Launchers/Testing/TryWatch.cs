using System.Diagnostics;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers.Testing;

/// <summary>Ends a try when its time is over, and says whether it only waited for its turn.</summary>
internal sealed class TryWatch : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.25);

    private readonly Lock _gate = new();
    private readonly WorkerLink _link;
    private readonly TimeSpan _time;
    private readonly CancellationTokenRegistration _stopping;
    private readonly Timer _timer;
    private readonly long _began;
    private bool _isOver;

    /// <param name="link">To the worker, just started.</param>
    /// <param name="began">When the try began, by the stopwatch.</param>
    /// <param name="time">How long it may take from then.</param>
    /// <param name="stop">Ends it at once.</param>
    public TryWatch(WorkerLink link, long began, TimeSpan time, CancellationToken stop)
    {
        _link = link;
        _began = began;
        _time = time;
        _stopping = stop.Register(link.Kill);
        _timer = new(_ => Look(), null, LookEvery, LookEvery);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _timer.Dispose();
        _stopping.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            Landing landing = _link.Landing!;

            try
            {
                bool isQueued = landing.IsQueued(_link.LastWords);

                if (Stopwatch.GetElapsedTime(_began) >= _time)
                {
                    GiveUp(isQueued ? HostFinding.Queued(landing.Host, _time) : HostFinding.TimedOut(landing.Host, _time));
                }
            }
            catch (LaunchRefusedException refused)
            {
                // It would wait for ever.
                GiveUp(refused.Failure);
            }
        }
    }

    private void GiveUp(LaunchFailure why)
    {
        _isOver = true;
        _link.GiveUp(why);
    }
}
