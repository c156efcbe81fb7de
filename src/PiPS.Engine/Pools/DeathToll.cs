using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>Tells when the next worker would die as those before it did. Whoever calls it holds the pool's lock.</summary>
internal sealed class DeathToll
{
    /// <summary>After so many deaths with nothing done in between, the next worker would die as well.</summary>
    private const int Most = 10;

    /// <summary>But of many that start at once, some may well be dead before the first is ready: it takes this share of them.</summary>
    private const int ShareThatMayDie = 4;

    /// <summary>Fewer if no worker was ever ready and all gave the same reason, such as a script that throws.</summary>
    private const int MostAlike = 3;

    private string? _reason;
    private int _alike;
    private int _unready;
    private bool _proved;

    /// <summary>A worker can take work.</summary>
    public void BecameReady()
    {
        _proved = true;
        _unready = 0;
    }

    /// <summary>A worker died that served no run: an item that kills its worker each time isn't the pool's failure.</summary>
    /// <param name="hand">Whose.</param>
    /// <param name="wasReady">Whether it could take work before.</param>
    /// <param name="lost">What happened.</param>
    /// <param name="workers">How many workers the pool has.</param>
    /// <returns>Deaths in a row, if there is no hope left.</returns>
    public int? Count(PoolHand hand, bool wasReady, WorkerLostException lost, int workers)
    {
        if (wasReady)
        {
            return ++hand.Deaths >= Most ? hand.Deaths : null;
        }

        _alike = lost.Reason is not null && lost.Reason == _reason ? _alike + 1 : 1;
        _reason = lost.Reason;
        _unready++;

        int share = workers / ShareThatMayDie;
        bool isHopeless = _unready >= Math.Max(Most, share)
            || (!_proved && lost.Reason is not null && _alike >= Math.Max(MostAlike, share));
        return isHopeless ? _unready : null;
    }
}
