using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;
using PiPS.Soaking.Checking;

namespace PiPS.Soaking.Workloads;

/// <summary>Estimates one after the other: of any type, with a checkpoint broken off and gone on with, with any number of workers.</summary>
internal sealed class EstimateStrand : Strand
{
    private readonly EstimateOptions _options;
    private readonly (string Type, int Workers, int? StopAfter)[] _tries;
    private readonly WorkerPool _pool;
    private readonly bool _keeps;

    public EstimateStrand(Random random, WorkerPool pool)
    {
        _pool = pool;
        bool isSlow = random.Next(5) == 0;
        _keeps = random.Next(2) == 0;
        _options = new()
        {
            Seed = (ulong)random.NextInt64(),
            Trials = (long)Math.Pow(10, 5 + (random.NextDouble() * (isSlow ? 3.0 : 5.3))),
            Generator = isSlow ? Generator.MersenneTwister : Generator.Xoshiro256PlusPlus,
            BlockSize = isSlow ? random.Next(10_000, 5_000_000) : null,
        };
        string[] types = ["Thread", "Process", "Process", "Pool", "Sequential"];
        _tries = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (types[random.Next(types.Length)], random.Next(1, 7), (int?)random.Next(20, 1500)))];
        _tries = [.. _tries, (types[random.Next(types.Length)], random.Next(1, 7), null)];
    }

    public override string ToString()
        => $"estimate: {_options.Trials:N0} trials, seed {_options.Seed}, {_options.Generator}, blocks of {_options.BlockSize}, {(_keeps ? "a checkpoint" : "no checkpoint")}: "
            + string.Join(", ", _tries.Select(one => $"{one.Workers} {one.Type}{(one.StopAfter is int after ? $" stopped after {after} ms" : string.Empty)}"));

    public override void Run(ScenarioContext context)
    {
        PiEstimate expected = EstimateRun.Execute(_options with { Type = WorkerType.Sequential }, []);
        string path = Path.Combine(context.Folder, $"{_options.Seed}.jsonl");
        EstimateOptions options = _keeps ? _options with { CheckpointPath = path, CheckpointInterval = TimeSpan.FromMilliseconds(50) } : _options;
        long known = 0;

        foreach ((string type, int workers, int? stopAfter) in _tries)
        {
            context.CheckTime(() => "estimates");
            using CancellationTokenSource stop = new(stopAfter ?? 150_000);

            try
            {
                PiEstimate came = type == "Pool"
                    ? EstimateRun.Execute(options, _pool, null, stop.Token)
                    : EstimateRun.Execute(options with { Type = Enum.Parse<WorkerType>(type), WorkerCount = type == "Sequential" ? null : workers }, WorkerCommand.BesideEngine(), null, stop.Token);
                ViolationException.Unless((came.Trials, came.Hits) == (expected.Trials, expected.Hits), $"{expected}", () => $"{came}, {workers} {type}");
                ViolationException.Unless(
                    came.Workers.Sum(worker => worker.Trials) + came.ResumedTrials == came.Trials && came.ResumedTrials >= known,
                    $"workers that counted all trials but those from the checkpoint, at least {known}",
                    () => $"{came.Workers.Sum(worker => worker.Trials)} and {came.ResumedTrials} of {came.Trials}");
                known = _keeps ? came.Trials : 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                ViolationException.Unless(stopAfter is not null, "an end within 150 s", () => $"none, {workers} {type}");
            }
        }

        File.Delete(path);
    }
}
