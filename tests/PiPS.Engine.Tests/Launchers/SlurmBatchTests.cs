using System.Text.Json;
using PiPS.Engine.Estimating;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>The program in a batch script, as the README has it.</summary>
[Collection(nameof(SlurmTests))]
public sealed class SlurmBatchTests(SlurmShared slurm) : IDisposable
{
    public void Dispose() => slurm.Clear();

    [Fact]
    public void Takes_all_tasks_of_the_allocation_and_has_the_hits_of_one_machine()
    {
        string job = slurm.Cluster.Submit($"exec {Estimates.Pips.FileName} estimate 1e10 --seed 42 --launcher slurm --json", "-N2", "-n8", "-t5", "--signal=B:USR1@120");
        slurm.Cluster.WaitUntilEmpty();

        using JsonDocument json = JsonDocument.Parse(slurm.Cluster.Output(job));
        Assert.Equal(7_853_936_140, json.RootElement.GetProperty("hits").GetInt64());
        Assert.Equal(8, json.RootElement.GetProperty("workerCount").GetInt32());
        slurm.AssertNothingLeft();
    }

    // The signal goes to the program, or to its workers.
    [Theory]
    [InlineData("--batch", "told by a signal that its time is nearly over")]
    [InlineData("--signal=USR1", "is nearly over: it takes no more workers")]
    public void Ends_in_order_before_the_job_does_and_the_same_command_goes_on(string whom, string message)
    {
        SlurmCluster cluster = slurm.Cluster;
        string file = Path.Join(cluster.Folder, $"{Guid.NewGuid():N}.jsonl");
        string script = $"{Estimates.Pips.FileName} estimate 1e15 --seed 42 --launcher slurm --workers 2 --checkpoint {file} --checkpoint-interval 0 || echo ended with $?";

        string first = cluster.Submit(script.Replace(" || echo ended with $?", string.Empty, StringComparison.Ordinal).Insert(0, "exec "), "-N2", "-n8");
        Eventually.Holds(() => Finished(file).Any(entry => entry.First == 0), "the first blocks are counted");
        cluster.Run("scancel", "--signal=USR1", whom, first);
        cluster.WaitUntilEmpty();

        Assert.Contains(message, cluster.Output(first), StringComparison.Ordinal);
        (_, long blocks, long trials, long hits) = Finished(file).First(entry => entry.First == 0);
        Assert.Equal((blocks << 20, hits), (trials, Estimates.Run(new() { Seed = 42, Trials = trials, Type = WorkerType.Thread }).Hits));
        long before = Finished(file).Sum(entry => entry.Trials);

        string second = cluster.Submit(script, "-N2", "-n8");
        Eventually.Holds(() => Finished(file).Sum(entry => entry.Trials) > before, "it goes on");
        cluster.Run("scancel", "--signal=USR1", second);
        Eventually.Holds(() => cluster.Output(second).Contains("ended with 1", StringComparison.Ordinal), "its exit code is seen");
        cluster.WaitUntilEmpty();
        slurm.AssertNothingLeft();
    }

    private static (long First, long Blocks, long Trials, long Hits)[] Finished(string file)
    {
        // The last line may be half written.
        foreach (string line in File.Exists(file) ? File.ReadAllLines(file).Reverse() : [])
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(line);
                return [.. json.RootElement.GetProperty("finished").EnumerateArray()
                    .Select(entry => (entry[0].GetInt64(), entry[1].GetInt64(), entry[2].GetInt64(), entry[3].GetInt64()))];
            }
            catch (JsonException)
            {
            }
        }

        return [];
    }
}
