using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Ends a worker elsewhere that takes too long to say hello, unless it only waits for its turn.</summary>
internal sealed class LandingWatch : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.25);

    private readonly Lock _gate = new();
    private readonly WorkerLink _link;
    private readonly Timer _timer;
    private TimeSpan _spent;
    private bool _isOver;

    /// <param name="link">To the worker, just started.</param>
    public LandingWatch(WorkerLink link)
    {
        _link = link;
        _timer = new(_ => Look(), null, LookEvery, LookEvery);
    }

    /// <summary>It said hello, or ended.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _timer.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            try
            {
                _spent = _link.Landing!.IsQueued(_link.LastWords) ? TimeSpan.Zero : _spent + LookEvery;

                if (_spent > _link.Landing.LongestStart && _link.Landing.MayBeQueued(_link.LastWords))
                {
                    _spent = TimeSpan.Zero;
                }

                if (_spent > _link.Landing.LongestStart)
                {
                    _isOver = true;
                    _link.GiveUp(LaunchFailure.Silent(_link.Landing.Host, _spent));
                }
            }
            catch (LaunchRefusedException refused)
            {
                _isOver = true;
                _link.GiveUp(refused.Failure);
            }
        }
    }
}
