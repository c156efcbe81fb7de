using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>Looks for values that no measurement has: files are edited and damaged, and objects made by hand.</summary>
internal static class BenchmarkCheck
{
    private const int LongestText = 1000;

    /// <exception cref="InvalidOptionException">A value can't be.</exception>
    public static void ThrowIfDamaged(PiBenchmark benchmark)
    {
        if (Problem(benchmark) is string problem)
        {
            throw BenchmarkErrors.MeasurementInvalid(problem, benchmark);
        }
    }

    /// <summary>The first of them, with its place, as <c>scaling[0].samples[2]: …</c>; nothing if all is well.</summary>
    public static string? Problem(PiBenchmark benchmark) => Problems(benchmark).FirstOrDefault();

    private static IEnumerable<string> Problems(PiBenchmark benchmark)
        => At("version", Text(benchmark.Version))
            .Concat(At("environment", Environment(benchmark.Environment)))
            .Concat(Each("scaling", benchmark.Scaling, Point))
            .Concat(Each("estimates", benchmark.Estimates, Estimate))
            .Concat(Each("cores", benchmark.Cores, Core));

    private static IEnumerable<string> Environment(PiEnvironment environment)
    {
        if (environment is null)
        {
            return ["is missing"];
        }

        string?[] texts =
        [
            environment.Processor, environment.Vendor, environment.Hypervisor, environment.Governor, environment.Microcode, environment.InstructionSets,
            environment.OperatingSystem, environment.KernelRelease, environment.Architecture, environment.Runtime, environment.PowerShell, environment.HostName,
            environment.Launcher,
        ];

        return texts.Where(text => text is not null).SelectMany(Text)
            .Concat(Unless(environment.UsableProcessors >= 1, "usableProcessors isn't 1 or more"))
            .Concat(environment.ProcessorLimit is double limit ? Time("processorLimit", limit) : [])
            .Concat(Each("processors", environment.Processors, _ => []));
    }

    private static IEnumerable<string> Point(ScalingPoint point)
        => Text(point.Type).Concat(Text(point.Generator)).Concat(Text(point.Pinning))
            .Concat(Workers(point.WorkerCount))
            .Concat(Unless(point.Trials is not null || point.Duration is not null, "neither trials nor duration are there"))
            .Concat(point.Trials is long trials ? Trials("trials", trials) : [])
            .Concat(point.Duration is double duration ? Time("duration", duration) : [])
            .Concat(Trials("blockSize", point.BlockSize))
            .Concat(Level(point.ConfidenceLevel))
            .Concat(Time("median", point.Median)).Concat(Time("lowerBound", point.LowerBound)).Concat(Time("upperBound", point.UpperBound))
            .Concat(Time("rate", point.Rate)).Concat(Time("rateLowerBound", point.RateLowerBound)).Concat(Time("rateUpperBound", point.RateUpperBound))
            .Concat(Time("speedUp", point.SpeedUp)).Concat(Time("efficiency", point.Efficiency)).Concat(Time("startUp", point.StartUp))
            .Concat(Time("spread", point.Spread))
            .Concat(Unless(point.SerialFraction is null || double.IsFinite(point.SerialFraction.Value), "serialFraction isn't a number"))
            .Concat(Unless(point.Outliers >= 0 && point.Outliers <= point.Samples?.Count, "outliers are more than samples"))
            .Concat(Unless(point.Samples?.Count > 0, "there are no samples"))
            .Concat(Each("samples", point.Samples, Sample));

    private static IEnumerable<string> Core(CoreTest core)
        => Text(core.Generator).Concat(Text(core.Verdict))
            .Concat(Unless(core.Processor >= 0, "processor isn't 0 or more"))
            .Concat(Time("rate", core.Rate))
            .Concat(Unless(double.IsFinite(core.Deviation), "deviation isn't a number"))
            .Concat(Unless(core.Trials >= 0 && core.Hits >= 0 && core.Hits <= core.Trials && core.Expected >= 0, "hits aren't from 0 to trials"))
            .Concat(Unless(core.WrongBlocks?.All(block => block >= 0) == true, "wrongBlocks are missing or below 0"))
            .Concat(Unless(core.WrongCounts >= 0, "wrongCounts are below 0"))
            .Concat(Each("wrongKernels", core.WrongKernels, Text))
            .Concat(Unless(core.Samples?.Count > 0 || core.Verdict != "Pass", "there are no samples"))
            .Concat(Each("samples", core.Samples, Sample));

    private static IEnumerable<string> Estimate(PiEstimate estimate)
        => Text(estimate.Type).Concat(Text(estimate.Generator))
            .Concat(Workers(estimate.WorkerCount))
            .Concat(Trials("blockSize", estimate.BlockSize))
            .Concat(Unless(estimate.ConfidenceLevel is > 0.0 and < 1.0, "confidenceLevel isn't between 0 and 1"))
            .Concat(Unless(estimate.ResumedTrials >= 0 && estimate.ResumedTrials <= estimate.Trials, "resumedTrials aren't from 0 to trials"))
            .Concat(Run(estimate.Trials, estimate.Hits, estimate.StartUp, estimate.ResumedTrials == 0 ? estimate.Compute : 1.0, estimate.Elapsed))
            .Concat(Time("compute", estimate.Compute))
            .Concat(Each("workers", estimate.Workers, Worker))
            .Concat(Each("convergence", estimate.Convergence, Moment))
            .Concat(Each("timeline", estimate.Timeline, Span));

    private static IEnumerable<string> Moment(ConvergencePoint point)
        => Counts(point.Trials, point.Hits).Concat(Time("elapsed", point.Elapsed))
            .Concat(Unless(double.IsFinite(point.Value + point.LowerBound + point.UpperBound), "the estimate or its interval isn't a number"));

    private static IEnumerable<string> Span(WorkerSpan span)
        => Text(span.Activity)
            .Concat(Unless(span.Worker >= 0, "worker is below 0"))
            .Concat(Unless(double.IsFinite(span.Start) && double.IsFinite(span.End) && span.Start <= span.End, "start and end aren't times, one after the other"));

    private static IEnumerable<string> Worker(WorkerReport worker)
        => Text(worker.Host)
            .Concat(Unless(worker.Index >= 0 && worker.ProcessId >= 0, "its number or process is below 0"))
            .Concat(Unless(worker.Trials >= 0 && worker.Hits >= 0 && worker.Hits <= worker.Trials, "hits aren't from 0 to trials"))
            .Concat(Time("startUp", worker.StartUp)).Concat(Time("waiting", worker.Waiting))
            .Concat(Time("computing", worker.Computing)).Concat(Time("transfer", worker.Transfer));

    private static IEnumerable<string> Sample(BenchmarkSample sample)
        => Unless(sample.Round >= 1, "round isn't 1 or more")
            .Concat(Run(sample.Trials, sample.Hits, sample.StartUp, sample.Compute, sample.Elapsed));

    private static IEnumerable<string> Run(long trials, long hits, double startUp, double compute, double elapsed)
        => Counts(trials, hits)
            .Concat(Unless(compute > 0.0, "compute isn't above 0"))
            .Concat(Unless(double.IsFinite(trials / compute), "compute is too short for the trials"))
            .Concat(Time("compute", compute)).Concat(Time("startUp", startUp)).Concat(Time("elapsed", elapsed));

    private static IEnumerable<string> Counts(long trials, long hits)
        => Trials("trials", trials).Concat(Unless(hits >= 0 && hits <= trials, "hits aren't from 0 to trials"));

    private static IEnumerable<string> Workers(int count)
        => Unless(count is >= 1 and <= EstimateOptions.MaximumWorkers, "workerCount isn't from 1 to 4096");

    private static IEnumerable<string> Trials(string name, long trials)
        => Unless(trials is >= 1 and <= BlockPlan.MaximumTrials, $"{name} isn't from 1 to 2^62");

    private static IEnumerable<string> Level(double level) => Unless(level is >= 0.0 and <= 1.0, "confidenceLevel isn't from 0 to 1");

    private static IEnumerable<string> Time(string name, double value)
        => Unless(double.IsFinite(value) && value >= 0.0, $"{name} isn't a number from 0");

    // It is shown in terminals: nothing in it may steer them.
    private static IEnumerable<string> Text(string? text)
        => Unless(text is { Length: > 0 and <= LongestText } && !text.Any(char.IsControl), "a text is missing, too long, or has control characters");

    private static IEnumerable<string> Unless(bool right, string problem) => right ? [] : [problem];

    private static IEnumerable<string> At(string place, IEnumerable<string> problems) => problems.Select(problem => $"{place}: {problem}");

    private static IEnumerable<string> Each<T>(string place, IReadOnlyList<T>? items, Func<T, IEnumerable<string>> problems)
        => items is null
            ? [$"{place} are missing"]
            : items.SelectMany((item, index) => At($"{place}[{index}]", item is null ? ["is missing"] : problems(item)));
}
