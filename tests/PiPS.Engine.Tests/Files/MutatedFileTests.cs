using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Baselines.Saving;
using PiPS.Engine.Estimating;
using PiPS.Engine.Estimating.Checkpoints;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Benchmarking.Baselines;
using PiPS.Engine.Tests.Estimating.Checkpoints;
using PiPS.Engine.Tests.Pools.Logging;

namespace PiPS.Engine.Tests.Files;

/// <summary>
/// Files may have been written by anybody: each is read as something that can be, or refused by a sentence, and neither takes more memory
/// than its size explains. What a check would give away has a right one here: who means harm can compute it too.
/// </summary>
public sealed class MutatedFileTests
{
    // A few characters of JSON become an object with its lists.
    private const int MemoryAByte = 100;
    private const int MemoryAnyway = 256 * 1024;

    // Logs are read through a buffer of this size, twice at the most.
    private const int LogBuffer = 2 << 20;

    private static readonly int Rounds = Soak.Times(1_200);

    [Fact]
    public void Checkpoints_with_a_right_check_are_possible_or_refused()
    {
        byte[][] sound =
        [
            CheckpointLine.Write(Contents.Of(Contents.Blocks(0, 7), Contents.Blocks(7, 9), Contents.Blocks(20, 21, missing: 30))),
            CheckpointLine.Write(new(Generator.Xoshiro256PlusPlus, 42, 1 << 20, [new(0, 100, 100L << 20, 82_353_000)])),
            CheckpointLine.Write(Contents.Of()),
        ];

        CheckAll(sound, (bytes, random) => random.Next(8) == 0 ? bytes : WithChecks(bytes), ReadCheckpoint);
    }

    [Fact]
    public void Logs_decide_about_items_or_are_refused()
    {
        using LogFolder folder = new();
        folder.Write(Enumerable.Range(0, 20).Select(i => ((object?)i, (ItemStatus)(1 + (i % 4)))));
        byte[] numbers = Timeless(folder);
        File.Delete(folder.Log);
        folder.Write([("text", ItemStatus.Completed), ("text", ItemStatus.Failed), (new object[] { 1, "two" }, ItemStatus.TimedOut)]);

        CheckAll([numbers, Timeless(folder)], (bytes, _) => bytes, bytes => ReadLog(folder, bytes), each: 2, LogBuffer);
    }

    [Fact]
    public void Benchmarks_can_be_compared_or_are_refused()
    {
        byte[][] sound =
        [
            Written(Measured.Benchmark(Measured.Point(1e9, 1.1e9), Measured.Estimate(2e9), Measured.Core(1, 1e9))),
            Written(Measured.Benchmark(Measured.Point(1.0) with { Trials = null, Duration = 1.0 / 3.0, SerialFraction = null })),
        ];

        CheckAll(sound, (bytes, _) => bytes, bytes =>
        {
            PiBenchmark read = BenchmarkFile.Parse(bytes, "file");
            Assert.NotNull(BenchmarkComparer.Compare([read], [read], new()));
        });
    }

    private static void CheckAll(byte[][] sound, Func<byte[], Random, byte[]> finish, Action<byte[]> read, int each = 1, int anyway = MemoryAnyway)
    {
        // Once beforehand: the first time, the runtime itself needs memory.
        Array.ForEach(sound, bytes => Refuses(bytes, read));
        int refused = 0;

        for (int seed = 0; seed < Rounds / each; seed++)
        {
            Random random = new(seed);
            byte[] bytes = finish(TextMutations.Of(sound[random.Next(sound.Length)], sound[random.Next(sound.Length)], random), random);
            long before = GC.GetAllocatedBytesForCurrentThread();

            try
            {
                refused += Refuses(bytes, read) ? 1 : 0;
            }
            catch (Exception error)
            {
                Assert.Fail($"Seed {seed}: {error}{Environment.NewLine}{Encoding.UTF8.GetString(bytes)}");
            }

            long most = (bytes.Length * (long)MemoryAByte) + anyway;
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before <= most, $"Seed {seed} takes more than {most} bytes.");
        }

        // Neither all nor none, or the mutations would test nothing.
        Assert.InRange(refused, Rounds / each / 50, (Rounds / each) - (Rounds / each / 50));
    }

    private static bool Refuses(byte[] bytes, Action<byte[]> read)
    {
        try
        {
            read(bytes);
            return false;
        }
        catch (InvalidOptionException refused)
        {
            Assert.False(string.IsNullOrEmpty(refused.Advice));
            Assert.False(refused.Message.Any(char.IsControl), refused.Message);
            return true;
        }
    }

    // What a file says is enough to go on from it: the gaps and what is known are the whole run, none of it twice.
    private static void ReadCheckpoint(byte[] bytes)
    {
        using MemoryStream file = new();
        file.Write(bytes);
        using CheckpointFile read = CheckpointFile.Read(file, "file", () => { });

        if (read.Found is not CheckpointContent found)
        {
            return;
        }

        BlockPlan plan = new(BlockPlan.MaximumTrials, found.BlockSize);
        FinishedMap map = new(found.BlockSize, found.Finished);
        IReadOnlyList<FinishedBlocks>? known = map.Begin(new(0, plan.BlockCount), plan, out IReadOnlyList<BlockRange> gaps);

        if (known is not null)
        {
            Assert.Equal(plan.BlockCount, known.Sum(blocks => blocks.Blocks) + gaps.Sum(gap => gap.Count));
            Assert.All(known, blocks => Assert.InRange(blocks.Hits, 0, blocks.Trials));
            Assert.Equal(known.Sum(blocks => blocks.Trials), known.Sum(blocks => plan.TrialsIn(blocks.Range)));
        }
    }

    private static void ReadLog(LogFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder.Log, bytes);

        using TaskLog log = folder.Open(ResumeMode.Unfinished);
        int runs = Enumerable.Range(0, 25).Count(i => log.Choose(i).Runs) + (log.Choose("text").Runs ? 1 : 0);

        // Each that isn't run has a line that says so.
        Assert.InRange(26 - runs, 0, bytes.AsSpan().Count((byte)'\n'));
        Assert.Equal(26 - runs, log.Completed);
    }

    // The same for a seed, whenever it runs.
    private static byte[] Timeless(LogFolder folder)
        => Encoding.UTF8.GetBytes(Regex.Replace(folder.Text, "\"started\":\"[^\"]*\"|\"host\":\"[^\"]*\"", "\"host\":\"node17\""));

    private static byte[] Written(PiBenchmark benchmark)
    {
        using MemoryStream stream = new();
        BenchmarkFile.Write(benchmark, stream, BenchmarkFormat.Json);
        return stream.ToArray();
    }

    // Each line's check as it has to be for what it says now.
    private static byte[] WithChecks(byte[] bytes)
    {
        List<byte> all = [];

        foreach (Range range in bytes.AsSpan().Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = bytes.AsSpan(range);
            int end = line.LastIndexOf(",\"check\":\""u8);

            if (end < 0)
            {
                all.AddRange(line);
                continue;
            }

            string check = Convert.ToHexStringLower(SHA256.HashData(line[..end]).AsSpan(0, 8));
            all.AddRange(line[..end]);
            all.AddRange(Encoding.UTF8.GetBytes($",\"check\":\"{check}\"}}\n"));
        }

        return [.. all];
    }
}
