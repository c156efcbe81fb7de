using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Engine.Tests.Benchmarking.Cores;

public sealed class SampleLogTests
{
    // samples added => samples kept
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 513)]
    [InlineData(1026, 513)]
    [InlineData(1027, 514)]
    [InlineData(2048, 1024)]
    [InlineData(2049, 513)]
    [InlineData(100_000, 782)]
    public void Adds_neighbours_together_and_loses_nothing(int added, int kept)
    {
        SampleLog log = new();

        for (int round = 1; round <= added; round++)
        {
            log.Add(new() { Round = round, Trials = round, Hits = 2 * round, StartUp = 0.25, Compute = 0.5, Elapsed = 1.0 });
        }

        Assert.Equal(kept, log.Samples.Count);
        Assert.Equal(added * (added + 1L) / 2, log.Samples.Sum(sample => sample.Trials));
        Assert.Equal(added * (added + 1L), log.Samples.Sum(sample => sample.Hits));
        Assert.Equal(0.5 * added, log.Samples.Sum(sample => sample.Compute));
        Assert.Equal(1.0 * added, log.Samples.Sum(sample => sample.Elapsed));

        int[] rounds = [.. log.Samples.Select(sample => sample.Round)];
        Assert.Equal(1, rounds[0]);
        Assert.Single(rounds.Zip(rounds.Skip(1), (first, second) => second - first).DefaultIfEmpty(1).Distinct());
    }
}
