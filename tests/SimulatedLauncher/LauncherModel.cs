namespace PiPS.SimulatedLauncher;

/// <summary>
/// A launcher as numbers: how long its workers take to start, how fast they are, and how they fail. What it starts has no process and
/// hardly needs a processor, so that a thousand workers fit anywhere, and what the dispatcher costs is what is seen.
/// </summary>
internal sealed record LauncherModel
{
    /// <summary>Chooses the workers' fates.</summary>
    public int Seed { get; init; }

    /// <summary>How long a worker takes to start, at the least and at the most.</summary>
    public (TimeSpan Least, TimeSpan Most) StartUp { get; init; }

    /// <summary>How fast workers are, from the slowest to the fastest: 1 is usual.</summary>
    public (double Slowest, double Fastest) Speed { get; init; } = (1.0, 1.0);

    /// <summary>Trials that a worker of usual speed counts in a second.</summary>
    public double Rate { get; init; } = 1e9;

    /// <summary>How long an item takes on a worker of usual speed.</summary>
    public TimeSpan ItemTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Share of the workers that die before they are ready, 0 to 1.</summary>
    public double DeathsAtStart { get; init; }

    /// <summary>Share of the pieces or items that their worker dies of, 0 to 1.</summary>
    public double DeathsAtWork { get; init; }

    /// <summary>Share of the pieces or items that nothing is ever heard of again, though their worker lives, 0 to 1.</summary>
    public double Silences { get; init; }

    /// <summary>Whether hits are really counted; else they are made up, and cost nothing.</summary>
    public bool Counts { get; init; }

    /// <summary>What becomes of a worker.</summary>
    /// <param name="number">How many were started before it.</param>
    public WorkerFate Fate(int number) => new(this, new Random(HashCode.Combine(Seed, number)));
}
