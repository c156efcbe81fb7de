namespace PiPS.Engine.Workers;

/// <content>For workers that come and go, as a pool's do.</content>
internal sealed partial class Dealer
{
    /// <summary>Whether a worker that came to a vacant place would have work.</summary>
    public bool HasWorkForNewcomer => _gate.Read(() => _cutAt is null && !_closed
        && (_deck.HasAny || Array.Exists(_hands, hand => hand.IsVacant && !hand.Rest.IsEmpty)));

    /// <summary>A worker of a pool came to a vacant place, ready.</summary>
    public void Arrived(int hand, int processId, string host) => _gate.Read(() =>
    {
        Hand place = _hands[hand];
        bool isBack = place.Worker is { Lost: null } before && before.ProcessId == processId && before.Host == host;
        WorkerRecord worker = isBack ? place.Worker! : place.Worker = _ledger.Add(hand, processId, _clock());
        worker.Host = host;
        worker.Arrived(_clock());
        return place.IsVacant = place.IsDeserted = false;
    });

    /// <summary>A worker of a pool wasn't needed.</summary>
    public void NotNeeded(int hand, int processId, string host, bool isReady) => _gate.Read(() =>
    {
        WorkerRecord worker = _ledger.Add(hand, processId, TimeSpan.Zero);
        worker.Host = host;
        return isReady && worker.Arrived(TimeSpan.Zero);
    });

    /// <summary>A hand's worker went elsewhere, or hasn't come yet: what it held is dealt again, and its share waits for the next.</summary>
    public void Departed(int hand) => _gate.Change(() =>
    {
        DealAgain(_hands[hand]);
        _hands[hand].IsVacant = true;
    });

    /// <summary>A hand gets no worker any more: its share is for whoever is idle.</summary>
    public void Desert(int hand) => _gate.Change(() => _hands[hand].IsDeserted = true);

    /// <summary>Says how many of the vacant places will be taken: the shares of the others are for whoever is idle.</summary>
    public void Expect(int workers)
    {
        lock (_gate)
        {
            _hands.Where(hand => hand.IsVacant).SkipLast(workers).ToList().ForEach(hand => hand.IsDeserted = true);
        }
    }
}
