using System.Text.Json;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Machine;
using PiPS.Engine.Tests.Benchmarking.Cores;
using PiPS.Engine.Tests.Workers;
using PiPS.Host;

namespace PiPS.Engine.Tests.CommandLine;

[Collection(nameof(Alone))]
public sealed class CoresCommandTests
{
    // arguments => part of the one line on standard error
    public static TheoryData<string, string> Refused => new()
    {
        { "cores --processors 99999", "logical processor 99999" },
        { "cores --processors two", "logical processor 'two'" },
        { "cores --processors -1", "logical processor '-1'" },
        { "cores --repeat 0", "from 1 to 1,000,000; '0' isn't" },
        { "cores --repeat 2.5", "--repeat has to be a whole number" },
        { "cores --repeat 2 --duration 1", "not both" },
        { "cores --trials 0", "from 1 to 2^62" },
        { "cores --duration soon", "The duration has to be" },
        { "cores --load both", "One, All" },
        { "cores --slow-threshold 10", "above 0 and below 1; 10 isn't" },
        { "cores --slow-threshold much", "above 0 and below 1; 'much' isn't" },
        { "cores --seed -1", "The seed has to be from 0" },
        { "cores --generator Dice", "Xoshiro256PlusPlus, MersenneTwister" },
        { "cores 3", "'3'" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Bad_input_is_one_line_and_exit_code_2(string arguments, string part)
    {
        Proc.SkipUnlessLinux();
        PipsProgram.AssertRefuses(arguments, part);
    }

    [Fact]
    public void Json_has_a_row_for_each_processor()
    {
        Proc.SkipUnlessLinux();
        PipsProgram.Ending ending = PipsProgram.Run("cores --json --trials 1e7 --repeat 2 --load all");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        JsonElement[] rows = [.. JsonDocument.Parse(ending.Output).RootElement.EnumerateArray()];
        Assert.Equal(UsableProcessors.ForPinning(), rows.Select(row => row.GetProperty("processor").GetInt32()));
        Assert.All(rows, row =>
        {
            Assert.Equal("Pass", row.GetProperty("verdict").GetString());
            Assert.Equal(row.GetProperty("expected").GetInt64(), row.GetProperty("hits").GetInt64());
            Assert.Equal(2 * 10 * GoldenBlocks.Size, row.GetProperty("trials").GetInt64());
            Assert.Equal(2, row.GetProperty("samples").GetArrayLength());
        });
    }

    [Fact]
    public void Prints_a_table()
    {
        Proc.SkipUnlessLinux();
        int processor = UsableProcessors.ForPinning()![0];
        PipsProgram.Ending ending = PipsProgram.Run($"cores --trials 1e7 --repeat 1 --processors {processor}");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Matches(@"\A +CPU Verdict +Hits +Expected +Wrong +M/s[^\n]*\n +\d+ Pass +[0-9,]+ +[0-9,]+ +0 +[0-9,]+ +0 %\n\z", ending.Output.ReplaceLineEndings("\n"));
        Assert.All(ending.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    // verdicts => exit code, sentences
    [Theory]
    [InlineData("Pass Pass", 0, 0)]
    [InlineData("Pass Slow", 0, 1)]
    [InlineData("Lost Pass", 1, 0)]
    [InlineData("Lost Miscount", 3, 1)]
    [InlineData("Miscount Slow", 3, 2)]
    public void What_is_wrong_is_the_exit_code_and_a_sentence(string verdicts, int exitCode, int sentences)
    {
        CoreTest row = CoreTests.Run(new FakeBench(0))[0] with { WrongBlocks = [7, 9], Deviation = -0.3 };
        CoreTest[] rows = [.. verdicts.Split(' ').Select((verdict, index) => row with { Processor = index, Verdict = verdict })];

        Assert.Equal(exitCode, CoresCommand.ExitCodeOf(rows));
        Assert.Equal(sentences, CoresText.Complaints(rows).Count());
        Assert.All(rows.Where(bad => bad.Verdict == "Miscount"), bad =>
            Assert.Contains(CoresText.Complaints(rows), sentence => sentence.Contains($"chcpu -d {bad.Processor}", StringComparison.Ordinal)));
    }
}
