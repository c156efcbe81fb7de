using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>A dealer, and hands that take, answer, die, hang and come back in an order drawn at random.</summary>
internal sealed class Table
{
    private readonly Game _game;
    private readonly Random _random;
    private readonly FakeClock _clock = new();
    private readonly Queue<BlockRange>[] _held;
    private readonly List<(int Hand, BlockRange Piece)> _answered = [];

    public Table(Game game)
    {
        _game = game;
        _random = new(game.Seed);
        Plan = new(game.Trials, game.BlockSize);
        Dealer = new(Plan, game.Hands, game.InOrder, () => _clock.Now);
        _held = [.. Enumerable.Range(0, game.Hands).Select(_ => new Queue<BlockRange>())];

        for (int hand = 0; hand < game.Hands; hand++)
        {
            Replace(hand);
        }
    }

    public BlockPlan Plan { get; }

    public Dealer Dealer { get; }

    /// <summary>Whether the tally is that of the first trials of the run, and the workers' add up to it.</summary>
    public bool HasCredited(long trials)
    {
        Tally workers = Dealer.Settle().Select(worker => worker.Report(_clock.Now))
            .Aggregate(default(Tally), (sum, worker) => sum + new Tally(worker.Trials, worker.Hits));
        return Dealer.Tally == new Tally(trials, FakeHits.Before(trials)) && workers == Dealer.Tally;
    }

    public void Move()
    {
        int hand = _random.Next(_game.Hands);

        switch (_random.Next(20))
        {
            case < 8:
                Take(hand);
                break;
            case < 14:
                Answer(hand, partly: false);
                break;
            case < 16:
                Lose(hand);
                break;
            case 16 when _answered.Count > 0:
                // A hand that was thought lost answers after all.
                (int late, BlockRange piece) = _answered[_random.Next(_answered.Count)];
                Dealer.Answered(late, FakeHits.Answer(Plan, piece));
                break;
            default:
                _clock.Advance(_random.NextDouble() * _random.Next(1, 30));
                Dealer.RescueLate();
                break;
        }
    }

    public void MoveAfterCut()
    {
        int hand = _random.Next(_game.Hands);

        switch (_random.Next(10))
        {
            case < 2:
                Assert.Null(Dealer.Take(hand, wait: false));
                break;
            case < 8:
                Answer(hand, partly: true);
                break;
            case 8:
                Lose(hand);
                break;
            default:
                // A hand that hangs is waited for, for a second.
                _clock.Advance(0.1 * _random.NextDouble());
                Dealer.RescueLate();
                break;
        }
    }

    private void Take(int hand)
    {
        if (_held[hand].Count < 2 && Dealer.Take(hand, wait: false) is BlockRange piece)
        {
            Assert.InRange(piece.Count, 1, Plan.BlockCount);
            Assert.InRange(piece.First, 0, Plan.BlockCount - piece.Count);
            _held[hand].Enqueue(piece);
        }
    }

    private void Answer(int hand, bool partly)
    {
        if (_held[hand].TryDequeue(out BlockRange piece))
        {
            long trials = partly ? _random.NextInt64(Plan.TrialsIn(piece) + 1) : Plan.TrialsIn(piece);
            Dealer.Answered(hand, FakeHits.Answer(Plan, piece, trials, milliseconds: _random.Next(200)));
            _answered.Add((hand, piece));
        }
    }

    private void Lose(int hand)
    {
        Dealer.Lost(hand);
        _held[hand].Clear();
        Replace(hand);
    }

    private void Replace(int hand)
    {
        Dealer.Started(hand, 1000 + hand);
        Dealer.BecameReady(hand, "here", 1);
    }
}
