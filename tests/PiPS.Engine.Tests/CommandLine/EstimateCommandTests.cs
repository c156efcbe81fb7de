using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.CommandLine;

public sealed class EstimateCommandTests
{
    // arguments => part of the one line on standard error
    public static TheoryData<string, string> Refused => new()
    {
        { "estimate 0", "'0' isn't" },
        { "estimate -5", "from 1 to 2^62" },
        { "estimate -1e8", "from 1 to 2^62" },
        { "estimate NaN", "TRIALS has to be a whole number; 'NaN' isn't" },
        { "estimate 4611686018427387905", "from 1 to 2^62" },
        { "estimate 1e30", "from 1 to 2^62" },
        { "estimate 1.5", "Numbers are never rounded" },
        { "estimate 1,5", "Numbers are never rounded" },
        { "estimate ten", "'ten' isn't" },
        { "estimate 1e6 --workers 0", "The worker count has to be from 1 to 4096" },
        { "estimate 1e6 --workers 4097", "The worker count has to be from 1 to 4096" },
        { "estimate 1e6 --workers -1", "The worker count has to be from 1 to 4096" },
        { "estimate 1e6 --workers 2.5", "--workers has to be a whole number" },
        { "estimate 1e6 --workers 2 --type sequential", "A sequential run takes no worker count" },
        { "estimate 1e6 --type fork", "Auto, Sequential, Thread, Process" },
        { "estimate 1e6 --type 1", "Auto, Sequential, Thread, Process" },
        { "estimate 1e6 --generator Mersenne", "Xoshiro256PlusPlus, MersenneTwister" },
        { "estimate 1e6 --generator 0", "Xoshiro256PlusPlus, MersenneTwister" },
        { "estimate 1e6 --block-size 1000", "Only the generator MersenneTwister takes a block size" },
        { "estimate 1e6 --block-size 0 --generator MersenneTwister", "The block size has to be from 1 to 2^62" },
        { "estimate --target-error 1e-10", "would take about 1.04E+21 trials" },
        { "estimate --target-error 0", "The target error has to be a number above 0" },
        { "estimate --target-error small", "The target error has to be a number above 0" },
        { "estimate --duration 0", "The duration has to be" },
        { "estimate --duration 10:30", "The duration has to be" },
        { "estimate 1e6 --seed -1", "The seed has to be from 0 to 18446744073709551615" },
        { "estimate 1e6 --seed 18446744073709551616", "The seed has to be from 0 to 18446744073709551615" },
        { "estimate 1e6 --confidence-level 95", "The confidence level has to be above 0 and below 1" },
        { "estimate --bogus", "There is no option --bogus." },
        { "estimate --bogus 3", "There is no option --bogus." },
        { "estimate 1e6 --bogus 3", "'--bogus'" },
        { "estimate 1e6 1e7", "'1e7'" },
        { "estimate 1e6 --workers", "'--workers'" },
        { "bogus", "'bogus'" },
        { "worker now", "'now'" },
        { "", "--help" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Bad_input_is_one_line_and_exit_code_2(string arguments, string part) => PipsProgram.AssertRefuses(arguments, part);

    [Fact]
    public void Prints_what_the_tutorial_prints()
    {
        PipsProgram.Ending ending = PipsProgram.Run("estimate 1e8 --workers 3 --type process --seed 42");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Match text = Regex.Match(
            ending.Output.ReplaceLineEndings("\n"),
            """
            \AWorker process \d+: 33,554,432 trials
            Worker process \d+: 33,554,432 trials
            Worker process \d+: 32,891,136 trials
            Hits: \[(\d+), (\d+), (\d+)\]
            Seconds: \d+\.\d{3}, \d+\.\d{3} of them until the first worker was ready
            Trials: 100,000,000 \([0-9,]+ a second\), seed 42, Xoshiro256PlusPlus
            Pi: 3\.1415883200, error 0\.0000043336 \(standard error 0\.0001642186\)

            """.ReplaceLineEndings("\n"));
        Assert.True(text.Success, ending.Output);
        Assert.Equal(
            Estimates.GoldenHits,
            text.Groups.Values.Skip(1).Sum(hits => int.Parse(hits.Value, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("estimate 1e6 --seed 42 --json --type thread --workers 2", "Thread", 785_720)]
    [InlineData("estimate --seed 42 --json --type process --workers 2 1000000", "Process", 785_720)]
    [InlineData("estimate 1,000,000 --seed=42 --json --type SEQUENTIAL", "Sequential", 785_720)]
    [InlineData("estimate 2e6 --seed 1 --json --generator mersennetwister --block-size 1e6 --type thread", "Thread", 1_570_575)]
    public void Json_has_the_estimates_properties_in_camel_case(string arguments, string type, long hits)
    {
        PipsProgram.Ending ending = PipsProgram.Run(arguments);
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        JsonElement estimate = JsonDocument.Parse(ending.Output).RootElement;

        string[] names =
        [
            "value", "absoluteError", "standardError", "lowerBound", "upperBound", "confidenceLevel",
                "trials", "hits", "resumedTrials", "seed", "generator",
            "blockSize", "type", "workerCount", "elapsed", "startUp", "compute", "rate", "workers",
                "convergence", "timeline",
        ];
        string[] workerNames =
            ["index", "processId", "host", "trials", "hits", "startUp", "waiting", "computing", "transfer", "rate", "lost"];
        Assert.Equal(names, estimate.EnumerateObject().Select(property => property.Name));
        Assert.Equal(workerNames, estimate.GetProperty("workers")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(type, estimate.GetProperty("type").GetString());
        Assert.Equal(hits, estimate.GetProperty("hits").GetInt64());
        Assert.Equal(4.0 * hits / estimate.GetProperty("trials").GetInt64(), estimate.GetProperty("value").GetDouble(), 1e-15);
        Assert.Equal(hits, estimate.GetProperty("workers").EnumerateArray().Sum(worker => worker.GetProperty("hits").GetInt64()));
    }

    [Theory]
    [InlineData("estimate --duration 0.05 --json", "trials")]
    [InlineData("estimate --duration 00:00:00.05 --json", "trials")]
    [InlineData("estimate --target-error 0.01 --json", "trials")]
    public void Other_limits_end_a_run_too(string arguments, string property)
    {
        PipsProgram.Ending ending = PipsProgram.Run(arguments);

        Assert.Equal(0, ending.ExitCode);
        Assert.InRange(JsonDocument.Parse(ending.Output).RootElement.GetProperty(property).GetInt64(), 1, long.MaxValue);
    }

    [Theory]
    [InlineData("--help", "pips")]
    [InlineData("estimate --help", "--target-error")]
    [InlineData("--version", "0.")]
    public void Helps(string arguments, string part)
    {
        PipsProgram.Ending ending = PipsProgram.Run(arguments);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains(part, ending.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("estimate 1e6")]
    [InlineData("estimate 1e6 --json")]
    [InlineData("environment")]
    public void An_output_that_takes_nothing_is_one_line_and_exit_code_1(string arguments)
    {
        Proc.SkipUnlessLinux();
        PipsProgram.Ending ending = ShellRun($"\"$0\" {arguments} >/dev/full");

        Assert.Equal(1, ending.ExitCode);
        Assert.Matches(@"\Apips: [^\n]+\n\z", ending.Error);
    }

    private static PipsProgram.Ending ShellRun(string script)
    {
        using Process shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", script, Estimates.Pips.FileName]) { RedirectStandardError = true })!;
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        return new(shell.ExitCode, string.Empty, error);
    }
}
