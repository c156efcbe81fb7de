using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.CommandLine;

/// <summary>A run that is killed again and again has the answer of one that wasn't.</summary>
[Collection(nameof(Alone))]
public sealed class CheckpointKillTests
{
    private const int Lives = 20;
    private const int FirstLine = 200;
    private const string Work = "estimate 10000000000 --seed 7 --json";

    // Of twenty kills each.
    private static readonly int Runs = Soak.Times(2);

    [Fact]
    public void Killed_at_random_moments_it_has_the_same_hits()
    {
        Proc.SkipUnlessLinux();
        string folder = Directory.CreateTempSubdirectory("pips-kill").FullName;
        string expected = Hits(PipsProgram.Run(Work));
        int resumed = 0;

        try
        {
            // Two at a time, or it takes a minute.
            Parallel.For(0, Runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, run =>
            {
                string file = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"{run}.jsonl"));
                Interlocked.Add(ref resumed, LiveAndDie(file, new Random(run), expected));
                Assert.Equal(expected, Hits(PipsProgram.Run($"{Work} --checkpoint {file}")));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.InRange(resumed, Runs * Lives / 10, Runs * Lives);
    }

    [Theory]
    [InlineData(Proc.Terminate)]
    [InlineData(Proc.HangUp)]
    public void Ended_by_a_shutdown_it_keeps_what_is_counted_whatever_the_interval(int signal)
    {
        Proc.SkipUnlessLinux();
        Assert.SkipWhen(Proc.Ignores(signal), "This process was started with the signal ignored, and its children would be too.");
        string folder = Directory.CreateTempSubdirectory("pips-kill").FullName;
        string file = Path.Join(folder, "run.jsonl");

        try
        {
            using PipsProgram pips = PipsProgram.Start($"estimate 1e15 --seed 7 --workers 2 --checkpoint {file} --checkpoint-interval 3600");
            using Process process = Process.GetProcessById(pips.Id);
            Eventually.Holds(() => Counting(process), "it counts");
            Assert.DoesNotContain("[[", File.ReadAllText(file), StringComparison.Ordinal);

            _ = Proc.Signal(pips.Id, signal);

            Assert.Equal(128 + signal, pips.End().ExitCode);
            Assert.Contains("[[0,", File.ReadLines(file).Last(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // By then its two workers have taken far longer than a piece.
    private static bool Counting(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime > TimeSpan.FromSeconds(1.5);
    }

    /// <summary>Starts it and kills it, twenty times; its checkpoint grows.</summary>
    /// <returns>How often it had grown.</returns>
    private static int LiveAndDie(string file, Random random, string expected)
    {
        int grown = 0;

        for (int kills = 0; kills < Lives;)
        {
            string type = random.Next(8) switch { 0 => "process --workers 2", < 5 => "thread --workers 3", _ => "sequential" };
            long before = Known(file);
            using PipsProgram pips = PipsProgram.Start($"{Work} --type {type} --checkpoint {file} --checkpoint-interval 0");

            // Every second time while it gets up; else once it has something new, or soon after.
            if (random.Next(2) > 0)
            {
                Eventually.Holds(() => pips.HasExited || Known(file) > Math.Max(before, FirstLine), "something is kept");
            }

            long start = Stopwatch.GetTimestamp();
            TimeSpan end = TimeSpan.FromMilliseconds(random.Next(30));
            SpinWait.SpinUntil(() => pips.HasExited || Stopwatch.GetElapsedTime(start) > end);
            _ = Proc.Signal(pips.Id, Proc.KillNow);
            PipsProgram.Ending ending = pips.End();

            if (ending.ExitCode == 0)
            {
                // It was done before it could be killed: another begins.
                Assert.Equal(expected, Hits(ending));
                File.Delete(file);
                continue;
            }

            Assert.Equal(128 + Proc.KillNow, ending.ExitCode);
            kills++;
            grown += Known(file) > before ? 1 : 0;
        }

        return grown;
    }

    private static long Known(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private static string Hits(PipsProgram.Ending ending)
    {
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        using JsonDocument json = JsonDocument.Parse(ending.Output);
        return $"{json.RootElement.GetProperty("hits")} of {json.RootElement.GetProperty("trials")}";
    }
}
