using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>The same with real threads, which wait for work.</summary>
internal sealed class ThreadedTable
{
    private readonly Game _game;
    private readonly BlockPlan _plan;
    private readonly FakeClock _clock = new();
    private readonly Dealer _dealer;

    public ThreadedTable(Game game)
    {
        _game = game;
        _plan = new(game.Trials, game.BlockSize);
        _dealer = new(_plan, game.Hands, game.InOrder, () => _clock.Now);
    }

    public long Trials => _game.Trials;

    public Tally Play()
    {
        Thread[] threads = [.. Enumerable.Range(0, _game.Hands).Select(hand => new Thread(() => Work(hand)))];
        Array.ForEach(threads, thread => thread.Start());
        _dealer.Deal(_plan.Blocks);
        using CancellationTokenSource limit = new(Deadline.Generous);

        while (!_dealer.WaitUntilFinished(TimeSpan.FromMilliseconds(1)) && !limit.IsCancellationRequested)
        {
            _clock.Advance(0.5);
            _dealer.RescueLate();
        }

        _dealer.Close();
        Array.ForEach(threads, thread => thread.Join());
        return _dealer.Tally;
    }

    private void Work(int hand)
    {
        Random random = new(_game.Seed + (1000 * hand));
        Start(hand);

        while (_dealer.Take(hand, wait: true) is BlockRange piece)
        {
            if (random.Next(5) == 0)
            {
                _dealer.Lost(hand);
                Start(hand);
                continue;
            }

            _clock.Advance(random.NextDouble());

            for (int turns = random.Next(20); turns > 0; turns--)
            {
                Thread.Yield();
            }

            _dealer.Answered(hand, FakeHits.Answer(_plan, piece, milliseconds: random.Next(200)));
        }
    }

    private void Start(int hand)
    {
        _dealer.Started(hand, 1000 + hand);
        _dealer.BecameReady(hand, "here", 1);
    }
}
