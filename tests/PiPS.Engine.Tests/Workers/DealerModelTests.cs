using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Whatever happens, and in whatever order: every block is credited exactly once.</summary>
public sealed class DealerModelTests
{
    private static readonly Gen<Game> Games =
        from trials in Gen.Choose(1, 20_000)
        from size in Gen.Choose(1, 60)
        from hands in Gen.Choose(1, 6)
        from inOrder in Gen.Elements(false, true)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Game(trials, size, hands, inOrder, seed);

    [Fact]
    public void Every_block_is_credited_once_whatever_happens()
        => Check(game =>
        {
            Table table = new(game);
            table.Dealer.Deal(table.Plan.Blocks);

            for (int i = 0; !table.Dealer.IsFinished && i < 100_000; i++)
            {
                table.Move();
            }

            return table.Dealer.IsFinished && table.HasCredited(game.Trials);
        });

    [Fact]
    public void A_run_in_stages_credits_every_block_once()
        => Check(game =>
        {
            Table table = new(game);
            BlockRange rest = table.Plan.Blocks;
            long trials = 0;

            while (!rest.IsEmpty)
            {
                BlockRange stage = rest.Take(1 + (rest.Count / 3), out rest);
                table.Dealer.Deal(stage);
                trials += table.Plan.TrialsIn(stage);

                for (int i = 0; !table.Dealer.IsFinished && i < 100_000; i++)
                {
                    table.Move();
                }

                if (!table.HasCredited(trials))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void A_cut_leaves_a_prefix_whenever_it_comes()
        => Check(game =>
        {
            Table table = new(game with { InOrder = true });
            table.Dealer.Deal(table.Plan.Blocks);

            for (int i = game.Seed % 100; i > 0 && !table.Dealer.IsFinished; i--)
            {
                table.Move();
            }

            table.Dealer.Cut();

            for (int i = 0; !table.Dealer.IsFinished && i < 10_000; i++)
            {
                table.MoveAfterCut();
            }

            return table.Dealer.IsFinished && table.HasCredited(table.Dealer.Tally.Trials);
        });

    [Fact]
    public void Threads_that_work_fail_and_hang_as_they_like_credit_every_block_once()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Random random = new(seed);
            ThreadedTable table = new(new(random.Next(1, 20_000), random.Next(1, 60), random.Next(1, 6), seed % 2 == 0, seed));

            Assert.Equal(new(table.Trials, FakeHits.Before(table.Trials)), table.Play());
        }
    }

    private static void Check(Func<Game, bool> holds)
        => Prop.ForAll(Games.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
