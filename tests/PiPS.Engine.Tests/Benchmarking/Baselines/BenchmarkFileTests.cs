using System.Globalization;
using System.Text;
using System.Text.Json;
using PiPS.Engine.Benchmarking;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Baselines.Saving;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Tests.Protocol;

namespace PiPS.Engine.Tests.Benchmarking.Baselines;

public sealed class BenchmarkFileTests
{
    private const int Mutants = 5_000;

    private static readonly string[] CutShort = ["NotABenchmark", "BenchmarkDamaged"];
    private static readonly string[] Mutated = [.. CutShort, "BenchmarkVersionUnknown", "NothingMeasured"];

    // Doubles that few decimals don't give back, and the greatest seed.
    private static PiBenchmark Sound { get; } = Measured.Benchmark(
        Measured.Point(1e9 / 3.0, 0.1 + 0.2, Math.PI * 1e9), Measured.Point(1.0) with { Trials = null, Duration = 1.0 / 3.0, SerialFraction = null },
        Measured.Estimate(1e9 / 7.0, ulong.MaxValue), Measured.Core(3, 1e9, 2e9), Measured.Core(4) with { Verdict = "Lost", Rate = 0.0, Hits = 0 });

    // What is changed in the text => the error, and words of its message.
    public static TheoryData<string, string, string, string> Damages => new()
    {
        { "\"version\": 1", "\"version\": 2", "BenchmarkVersionUnknown", "reads up to 1" },
        { "\"version\": 1", "\"version\": \"1\"", "BenchmarkDamaged", "version" },
        { "\"version\": 1", "\"version\": 0", "BenchmarkDamaged", "version" },
        { "\"PiPS benchmark\"", "\"PiPS task log\"", "NotABenchmark", "isn't a saved benchmark" },
        { "\"hits\": 785398163", "\"hits\": 1000000001", "BenchmarkDamaged", "scaling[0]: samples[0]: hits" },
        { "\"hits\": 785398163", "\"hits\": -1", "BenchmarkDamaged", "hits" },
        { "\"trials\": 1000000000", "\"trials\": 0", "BenchmarkDamaged", "trials" },
        { "\"trials\": 1000000000", "\"trials\": 9223372036854775807", "BenchmarkDamaged", "trials" },
        { "\"compute\": 3", "\"compute\": -3", "BenchmarkDamaged", "compute" },
        { "\"compute\": 3", "\"compute\": 1e999", "BenchmarkDamaged", "compute" },
        { "\"compute\": 3", "\"compute\": NaN", "BenchmarkDamaged", "line" },
        { "\"startUp\": 0.001", "\"startUp\": -0.001", "BenchmarkDamaged", "startUp" },
        { "\"median\": 0.5", "\"median\": \"NaN\"", "BenchmarkDamaged", "$.scaling[0].median" },
        { "\"median\": 0.5,", "", "BenchmarkDamaged", "scaling[0]" },
        { "\"workerCount\": 2", "\"workerCount\": 2.5", "BenchmarkDamaged", "workerCount" },
        { "\"workerCount\": 2", "\"workerCount\": 5000", "BenchmarkDamaged", "workerCount" },
        { "\"seed\": 18446744073709551615", "\"seed\": 18446744073709551616", "BenchmarkDamaged", "seed" },
        { "\"seed\": 18446744073709551615", "\"seed\": -1", "BenchmarkDamaged", "seed" },
        { "\"type\": \"Thread\"", "\"type\": null", "BenchmarkDamaged", "type" },
        { "\"type\": \"Thread\"", "\"type\": \"\"", "BenchmarkDamaged", "text" },
        { "\"type\": \"Thread\"", "\"type\": \"\\u001b[2J\"", "BenchmarkDamaged", "control characters" },
        { "\"processor\": \"Some", "\"processor\": \"\\u0007Some", "BenchmarkDamaged", "environment" },
        { "\"usableProcessors\": 2", "\"usableProcessors\": 0", "BenchmarkDamaged", "usableProcessors" },
        { "\"confidenceLevel\": 0.95", "\"confidenceLevel\": 95", "BenchmarkDamaged", "confidenceLevel" },
        { "\"compute\": 3", "\"compute\": 5e-324, \"other\": 3", "BenchmarkDamaged", "samples[0]: compute is too short" },
        { "\"weak\": false", "\"weak\": false, \"weak\": true", "BenchmarkDamaged", "there twice" },
        { "\"weak\": false", "\"weak\": false, \"\\ud800\": true", "BenchmarkDamaged", "isn't text" },
        { "\"activity\": \"Computing\"", "\"activity\": \"\\u001b[2J\"", "BenchmarkDamaged", "timeline[0]: a text" },
        { "\"start\": 0,", "\"start\": 1,", "BenchmarkDamaged", "timeline[0]: start and end" },
        { "\"timeline\": [\n", "\"timeline\": [ null,\n", "BenchmarkDamaged", "timeline[0]: is missing" },
        { "\"convergence\": [\n", "\"convergence\": [ null,\n", "BenchmarkDamaged", "convergence[0]: is missing" },
        { "\"value\": 4,", "\"value\": 1e999,", "BenchmarkDamaged", "convergence[0]: the estimate" },
        { "\"samples\": [\n", "\"samples\": [], \"other\": [\n", "BenchmarkDamaged", "no samples" },
        { "\"samples\": [\n", "\"samples\": [ null,\n", "BenchmarkDamaged", "samples[0]: is missing" },
        { "\"scaling\": [\n", "\"scaling\": [ null,\n", "BenchmarkDamaged", "scaling[0]: is missing" },
        { "\"estimates\": [\n", "\"estimates\": [ null,\n", "BenchmarkDamaged", "estimates[0]: is missing" },
        { "\"estimates\"", "\"guesses\"", "BenchmarkDamaged", "" },
        { "\"environment\"", "\"surroundings\"", "BenchmarkDamaged", "" },
        { "\"created\": \"2", "\"created\": \"soon2", "BenchmarkDamaged", "created" },
    };

    [Fact]
    public void Reads_exactly_what_was_written()
    {
        PiBenchmark read = Parse(Write(Sound));

        Assert.Equal(Sound.Created, read.Created);
        Assert.Equal(DateTimeKind.Utc, read.Created.Kind);
        Assert.Equal((Sound.Version, 1), (read.Version, read.FormatVersion));
        Assert.Equal(Sound.Scaling.Select(Values), read.Scaling.Select(Values));
        Assert.Equal(Sound.Scaling.SelectMany(point => point.Samples), read.Scaling.SelectMany(point => point.Samples));
        Assert.Equal(Sound.Cores.Select(core => core with { Samples = [], WrongBlocks = [], WrongKernels = [] }), read.Cores.Select(core => core with { Samples = [], WrongBlocks = [], WrongKernels = [] }));
        Assert.Equal(Sound.Cores.SelectMany(core => core.Samples), read.Cores.SelectMany(core => core.Samples));
        Assert.Equal(Sound.Environment with { Processors = [] }, read.Environment with { Processors = [] });
        Assert.Equal(Sound.Environment.Processors, read.Environment.Processors);
        Assert.All(read.Scaling, point => Assert.Same(read.Environment, point.Environment));
        Assert.Equivalent(Sound.Estimates, read.Estimates, strict: true);
        Assert.Equal(Write(Sound), Write(read));
    }

    [Fact]
    public void Has_one_row_a_sample_as_comma_separated_values()
    {
        string[] lines = Encoding.UTF8.GetString(Write(Sound, BenchmarkFormat.Csv)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1 + Sound.Samples, lines.Length);
        Assert.Equal(4, Sound.Points);
        Assert.StartsWith("Created,HostName,ProcessorModel,", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Contains("node01,\"Some \"\"Processor\"\" 9 | 8-Core\",2,", line, StringComparison.Ordinal));
        Assert.Contains(",1,Thread,2,,,False,None,Xoshiro256PlusPlus,1048576,18446744073709551615,1,1000000000,785398163,0.001,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",4,Process,1,,,False,None,MersenneTwister,12500000,18446744073709551615,1,", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Has_tables_as_markdown()
    {
        string text = Encoding.UTF8.GetString(Write(Sound, BenchmarkFormat.Markdown));
        string[] lines = text.Split('\n');

        Assert.Contains("| processor | Some \"Processor\" 9 \\| 8-Core |", lines);
        Assert.Contains("| Thread | 2 | 0.5 | 2,000,000,000 | 1,900,000,000 to 2,100,000,000 (95 %) | 1.90 | 95.0 % | -0.0500 | 3 | 0 | 1,000,000,000 trials, Xoshiro256PlusPlus |", lines);
        Assert.Contains("| 3 | 3 |  | 0 | Pass | 1,570,796,326 | 1,570,796,326 | 1,000,000,000 | -1.0 % | 2 |", lines);
        Assert.Equal(["## Environment", "## Scaling", "## Estimates", "## Processors"], lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Counts_no_resumed_estimate_among_the_samples_of_markdown()
    {
        SavedEstimate whole = SavedEstimate.Of(Measured.Estimate(2e9)), resumed = SavedEstimate.Of(Measured.Estimate(9e9)) with { ResumedTrials = 1_000_000 };
        string[] lines = [.. new[] { Measured.Benchmark(whole.Restore(), resumed.Restore()), Measured.Benchmark(resumed.Restore()) }
            .Select(benchmark => Encoding.UTF8.GetString(Write(benchmark, BenchmarkFormat.Markdown)).Split('\n').Single(line => line.StartsWith("| Process |", StringComparison.Ordinal)))];

        Assert.Equal(
            ["| Process | 1 | 3.14159265 | 2,000,000,000 | 1 |", "| Process | 1 | 3.14159265 |  | 0 |"],
            lines.Select(line => line[..(line.LastIndexOf("| 1,000,000,000 trials", StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public void Writes_the_same_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        byte[][] usual = [.. Enum.GetValues<BenchmarkFormat>().Select(format => Write(Sound, format))];

        try
        {
            CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal(usual, Enum.GetValues<BenchmarkFormat>().Select(format => Write(Sound, format)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, MemberData(nameof(Damages))]
    public void Refuses_what_cannot_be_and_says_where(string what, string with, string id, string words)
    {
        string text = Encoding.UTF8.GetString(Write(Sound));
        int at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at >= 0, "The test doesn't fit the form any more.");

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => Parse(Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + what.Length)))));

        Assert.Equal(id, refused.Id);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Advice);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("12")]
    [InlineData("{\"format\": 1}")]
    [InlineData("Created,HostName")]
    [InlineData("# PiPS benchmark")]
    [InlineData("{\"format\":\"PiPS task log\",\"version\":1}\n{\"index\":0}")]
    public void Refuses_what_is_something_else(string text)
        => Assert.Equal("NotABenchmark", Assert.Throws<InvalidOptionException>(() => Parse(Encoding.UTF8.GetBytes(text))).Id);

    [Fact]
    public void Takes_what_editors_do_to_files()
    {
        byte[] sound = Write(Sound);
        using JsonDocument json = JsonDocument.Parse(sound);

        Assert.Equal(5, Parse([.. Encoding.UTF8.Preamble, .. sound]).Scaling.Count + Sound.Estimates.Count + Sound.Cores.Count);
        Assert.Equal(sound, Write(Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sound).ReplaceLineEndings("\r\n")))));
        Assert.Equal(sound, Write(Parse(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(json.RootElement)))));
    }

    [Fact]
    public void Refuses_files_cut_short_anywhere()
    {
        byte[] sound = Write(Sound);

        // The last byte is a line end.
        for (int length = 0; length < sound.Length - 1; length += length < 100 ? 1 : 17)
        {
            Assert.Contains(Assert.Throws<InvalidOptionException>(() => Parse(sound[..length])).Id, CutShort);
        }
    }

    [Fact]
    public void Refuses_mutated_files_in_one_way_or_reads_what_can_be()
    {
        Random random = new(5);
        byte[] sound = Write(Measured.Benchmark(Measured.Point(1e9), Measured.Estimate(2e9), Measured.Core(1, 1e9)));
        int refused = 0;

        for (int i = 0; i < Mutants; i++)
        {
            byte[] mutant = Mutations.Of(sound, random);

            try
            {
                // What is read can be compared and written.
                PiBenchmark read = Parse(mutant);
                _ = BenchmarkComparer.Compare([read], [read], new());
                Assert.All(Enum.GetValues<BenchmarkFormat>(), format => Assert.NotEmpty(Write(read, format)));
            }
            catch (InvalidOptionException error)
            {
                Assert.Contains(error.Id, Mutated);
                Assert.False(error.Message.Any(char.IsControl), error.Message);
                refused++;
            }
        }

        // Neither all nor none, or the mutations would test nothing.
        Assert.InRange(refused, Mutants / 10, Mutants * 99 / 100);
    }

    [Fact]
    public void Refuses_to_save_what_cannot_be()
    {
        foreach (ScalingPoint wrong in new[]
        {
            Measured.Point(1e9) with { Rate = double.NaN }, Measured.Point(1e9) with { Samples = [] }, Measured.Point(1e9) with { Type = null! },
            Measured.Point(1e9) with { Samples = null! }, Measured.Point(1e9) with { Environment = null! }, Measured.Point(1e9) with { Trials = null },
            Measured.Point(1e9) with { Samples = [Measured.Sample(1e9) with { Hits = Measured.Trials + 1 }] },
            Measured.Point(1e9) with { Samples = [Measured.Sample(1e9) with { Compute = 0.0 }] },
            Measured.Point(1e9) with { Samples = [(BenchmarkSample)null!] },
        })
        {
            Assert.Equal("MeasurementInvalid", Assert.Throws<InvalidOptionException>(() => Measured.Benchmark(wrong)).Id);
        }
    }

    [Fact]
    public void Refuses_to_mix_machines_in_one_file()
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => Measured.Benchmark(Measured.Point(1e9), Measured.Point(1e9) with { Environment = Measured.Machine with { Governor = "powersave" } }));

        Assert.Equal("SeveralEnvironments", refused.Id);
        Assert.Contains("governor unknown / powersave", refused.Message, StringComparison.Ordinal);
        Assert.Equal("NothingToExport", Assert.Throws<InvalidOptionException>(() => Measured.Benchmark()).Id);
    }

    [Fact]
    public void Writes_whole_files_and_refuses_to_replace_others()
    {
        string folder = Directory.CreateTempSubdirectory("pips-benchmark-").FullName;
        string path = Path.Combine(folder, "a.json");

        try
        {
            BenchmarkFile.Write(Sound, path, BenchmarkFormat.Json, overwrite: false);
            Assert.Equal(Write(Sound), File.ReadAllBytes(path));
            Assert.Equal("FileExists", Assert.Throws<InvalidOptionException>(() => BenchmarkFile.Write(Sound, path, BenchmarkFormat.Json, overwrite: false)).Id);
            BenchmarkFile.Write(Sound, path, BenchmarkFormat.Csv, overwrite: true);
            Assert.Equal("NotABenchmark", Assert.Throws<InvalidOptionException>(() => BenchmarkFile.Read(path)).Id);
            Assert.Equal([path], Directory.GetFileSystemEntries(folder));

            File.WriteAllBytes(path, new byte[BenchmarkFile.MaximumBytes + 1]);
            Assert.Equal("BenchmarkTooLarge", Assert.Throws<InvalidOptionException>(() => BenchmarkFile.Read(path)).Id);
            Assert.Equal("BenchmarkNotRead", Assert.Throws<InvalidOptionException>(() => BenchmarkFile.Read(folder)).Id);
            Assert.Equal("BenchmarkNotRead", Assert.Throws<InvalidOptionException>(() => BenchmarkFile.Read(path + "x")).Id);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Write(PiBenchmark benchmark, BenchmarkFormat format = BenchmarkFormat.Json)
    {
        using MemoryStream stream = new();
        BenchmarkFile.Write(benchmark, stream, format);
        return stream.ToArray();
    }

    private static PiBenchmark Parse(byte[] content) => BenchmarkFile.Parse(content, "some.json");

    private static ScalingPoint Values(ScalingPoint point) => point with { Samples = [], Environment = Measured.Machine };
}
