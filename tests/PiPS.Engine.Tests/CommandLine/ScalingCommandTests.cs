using System.Text.Json;

namespace PiPS.Engine.Tests.CommandLine;

public sealed class ScalingCommandTests
{
    // arguments => part of the one line on standard error
    public static TheoryData<string, string> Refused => new()
    {
        { "scaling --workers 1,x", "--workers has to be a whole number" },
        { "scaling --type thread,fork", "Auto, Sequential, Thread, Process" },
        { "scaling --trials 1e9 --duration 1", "not both" },
        { "scaling --pinning near", "None, Spread, Compact" },
        { "scaling --maximum-repeat 2", "The most repeats have to be from 6" },
        { "scaling --target-spread wide", "The target spread has to be a number" },
        { "scaling 8", "'8'" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Bad_input_is_one_line_and_exit_code_2(string arguments, string part) => PipsProgram.AssertRefuses(arguments, part);

    [Fact]
    public void Prints_points_and_fits_in_80_columns()
    {
        PipsProgram.Ending ending = PipsProgram.Run("scaling --workers 1,2 --type thread --trials 2e7 --repeat 1 --seed 7");

        string[] lines = ending.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(0, ending.ExitCode);
        Assert.Matches("^Thread +1 +[0-9.]+ +[0-9,.]+ +0.00 +1.00 +1.000 +0$", lines[1]);
        Assert.Matches("^Thread +2 ", lines[2]);
        Assert.Equal("One round; 20,000,000 trials each, seed 7", lines[3]);
        Assert.Matches("^Thread +Amdahl ", lines[6]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("Universal Scalability Law takes three", ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_every_run_as_JSON()
    {
        PipsProgram.Ending ending = PipsProgram.Run("scaling --workers 1,2,3 --type thread,process --trials 2e7 --repeat 2 --maximum-repeat 2 --warmup 0 --seed 7 --json");

        using JsonDocument json = JsonDocument.Parse(ending.Output);
        JsonElement[] points = [.. json.RootElement.GetProperty("points").EnumerateArray()];
        Assert.Equal(6, points.Length);
        Assert.All(points, point => Assert.Equal(2, point.GetProperty("samples").GetArrayLength()));
        Assert.Single(points.SelectMany(point => point.GetProperty("samples").EnumerateArray()).Select(sample => sample.GetProperty("hits").GetInt64()).Distinct());
        Assert.Equal("Process", points[5].GetProperty("type").GetString());
        Assert.Equal(
            ["Amdahl", "UniversalScalabilityLaw", "Amdahl", "UniversalScalabilityLaw"],
            json.RootElement.GetProperty("fits").EnumerateArray().Select(fit => fit.GetProperty("law").GetString()!));
    }
}
