using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>The calling thread as the only worker.</summary>
internal sealed class InlineCrew : Crew
{
    private readonly Dealer _dealer;
    private readonly LocalWorker _worker;
    private Action? _tick;

    public InlineCrew(Job job, Dealer dealer)
    {
        _dealer = dealer;
        _dealer.Started(0, Environment.ProcessId);
        _worker = new(job, () => _tick?.Invoke());
        _dealer.BecameReady(0, _worker.Host, _worker.ProcessId);
    }

    public override long Underway => _worker.Underway;

    public override void Finish(Action tick, Func<TimeSpan> patience)
    {
        _tick = tick;

        while (_dealer.Take(0, wait: false) is BlockRange piece)
        {
            _worker.Post(piece);
            _dealer.Answered(0, _worker.Take());
        }
    }

    public override void Cut() => _worker.Cut();

    public override void Dispose()
    {
    }
}
