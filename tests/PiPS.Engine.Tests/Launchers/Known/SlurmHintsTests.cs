using PiPS.Engine.Launchers.Known;

namespace PiPS.Engine.Tests.Launchers.Known;

public sealed class SlurmHintsTests
{
    // a line of sinfo => the partition's name and words; empty for none
    public static TheoryData<string, string> Partitions => new()
    {
        { "main*|up|7-00:00:00|5/3/0/8", "main: up, 3 of 8 nodes idle, at most 7-00:00:00; taken where none is named" },
        { "debug|drain|infinite|0/0/1/1\r", "debug: drain, 0 of 1 nodes idle, no time limit" },
        { "huge|up|1:00:00|0/1.5K/0/2K", "huge: up, 1536 of 2048 nodes idle, at most 1:00:00" },
        { "sinfo: error: no controller", "" },
        { "a|up|1:00", "" },
        { "a|up|1:00|x/y/z/w", "" },
        { "*|up|1:00|0/0/0/0", "" },
        { "", "" },
    };

    [Theory, MemberData(nameof(Partitions))]
    public void Reads_partitions(string line, string expected)
        => Assert.Equal(expected, string.Join('\n', SlurmPartition.Parse($"{line}\n{line}\n").Select(partition => $"{partition.Name}: {partition}")));

    [Fact]
    public void Reads_features()
        => Assert.Equal([("avx512", 5), ("gpu", 2), ("intel", 3)], SlurmHints.ParseFeatures("avx512,gpu|2\navx512,intel|3\n(null)|9\nodd\n"));

    [Fact]
    public void Reads_accounts() => Assert.Equal(["lab", "physics"], SlurmHints.ParseAccounts("physics\nlab|\nphysics\n\n"));
}
