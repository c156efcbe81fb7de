using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Benchmarking.Baselines;

/// <summary>Puts measurements together, as they come, to one benchmark.</summary>
/// <param name="here">Looks at this machine: estimates and core tests don't say where they were made, so it was here.</param>
public sealed class BenchmarkBuilder(Func<PiEnvironment> here)
{
    private readonly List<PiBenchmark> _whole = [];
    private readonly List<ScalingPoint> _scaling = [];
    private readonly List<PiEstimate> _estimates = [];
    private readonly List<CoreTest> _cores = [];

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _whole.Count + _scaling.Count + _estimates.Count + _cores.Count == 0;

    /// <summary>Takes a <see cref="PiBenchmark"/>, <see cref="ScalingPoint"/>, <see cref="PiEstimate"/> or <see cref="CoreTest"/>.</summary>
    /// <returns>Whether it is one.</returns>
    public bool Add(object? measurement)
    {
        switch (measurement)
        {
            case PiBenchmark benchmark:
                _whole.Add(benchmark);
                return true;
            case ScalingPoint point:
                _scaling.Add(point);
                return true;
            case PiEstimate estimate:
                _estimates.Add(estimate);
                return true;
            case CoreTest core:
                _cores.Add(core);
                return true;
            default:
                return false;
        }
    }

    /// <summary>All of them as benchmarks of one setting each: one for the rows of each machine, and those that were whole.</summary>
    public IReadOnlyList<PiBenchmark> Build()
    {
        List<PiBenchmark> benchmarks = [.. _whole];

        foreach (IGrouping<BenchmarkSetting, ScalingPoint> points in _scaling.GroupBy(point => new BenchmarkSetting(PiBenchmark.ThisVersion, point.Environment ?? new() { UsableProcessors = 0 })))
        {
            benchmarks.Add(New(points.Key.Environment) with { Scaling = points.ToArray() });
        }

        if (_estimates.Count + _cores.Count > 0)
        {
            benchmarks.Add(New(here()) with { Estimates = _estimates.ToArray(), Cores = _cores.ToArray() });
        }

        return benchmarks;
    }

    /// <summary>All of them as one.</summary>
    /// <exception cref="InvalidOptionException">There is none, they aren't of one machine and software, or have values that can't be.</exception>
    public PiBenchmark Merge()
    {
        IReadOnlyList<PiBenchmark> all = Build();

        if (all.Count == 0)
        {
            throw BenchmarkErrors.NothingToExport();
        }

        foreach (PiBenchmark benchmark in all)
        {
            BenchmarkCheck.ThrowIfDamaged(benchmark);
        }

        PiBenchmark first = all[0];

        foreach (PiBenchmark other in all.Skip(1))
        {
            ThrowIfElsewhere(first, other);
        }

        return all.Count == 1 ? first : New(first.Environment) with
        {
            Version = first.Version,

            // Arrays: PowerShell can't index what the compiler makes of [..].
            Scaling = all.SelectMany(benchmark => benchmark.Scaling).ToArray(),
            Estimates = all.SelectMany(benchmark => benchmark.Estimates).ToArray(),
            Cores = all.SelectMany(benchmark => benchmark.Cores).ToArray(),
        };
    }

    private static void ThrowIfElsewhere(PiBenchmark first, PiBenchmark other)
    {
        List<string> differences = [.. new BenchmarkSetting(other.Version, other.Environment).DifferencesFrom(new(first.Version, first.Environment))];

        if (first.Environment.HostName != other.Environment.HostName)
        {
            differences.Add($"host {first.Environment.HostName} / {other.Environment.HostName}");
        }

        if (differences.Count > 0)
        {
            throw BenchmarkErrors.SeveralEnvironments(string.Join(", ", differences));
        }
    }

    private static PiBenchmark New(PiEnvironment environment) => new()
    {
        Version = PiBenchmark.ThisVersion,
        Created = DateTime.UtcNow,
        Environment = environment,
    };
}
