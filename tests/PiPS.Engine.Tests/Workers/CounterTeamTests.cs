using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Several threads count what one does.</summary>
public sealed class CounterTeamTests
{
    // generator, block size => blocks: fewer than threads, and many
    public static TheoryData<Generator, long, long> Blocks => new()
    {
        { Generator.Xoshiro256PlusPlus, 1 << 20, 1 },
        { Generator.Xoshiro256PlusPlus, 1 << 20, 40 },
        { Generator.MersenneTwister, 1000, 1000 },
    };

    [Theory, MemberData(nameof(Blocks))]
    public void Counts_the_same_hits_with_any_number_of_threads(Generator generator, long size, long blocks)
    {
        Job job = new(generator, 7, size, (size * blocks) - 3);
        Tally alone = new BlockCounter(job).Count(new(0, blocks), _ => true);

        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            using CounterTeam team = new(job, threads);

            // Twice: a team works on one piece after the other.
            Assert.Equal(alone, team.Count(new(0, blocks), _ => true));
            Assert.Equal(alone, team.Count(new(0, blocks), _ => true));
        }
    }

    [Fact]
    public void What_is_cut_is_the_first_trials_of_its_blocks()
    {
        Job job = new(Generator.MersenneTwister, 7, 10_000, 100_000_000);
        using CounterTeam team = new(job, 4);
        int left = 20;

        Tally cut = team.Count(new(0, 10_000), _ => --left > 0);

        Assert.InRange(cut.Trials, 1, 99_999_999);
        Job first = job with { Trials = cut.Trials };
        Assert.Equal(cut, new BlockCounter(first).Count(new(0, first.Plan.BlockCount), _ => true));
    }
}
