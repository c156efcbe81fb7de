namespace PiPS.Benchmarks.Measuring;

/// <summary>What is measured once a round, in turn with the others.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Measure">Runs it once and enters its figures.</param>
internal sealed record Contender(string Name, Action<Round> Measure)
{
    /// <summary>
    /// Makes it ready before the first round, and checks what it counts: throws <see cref="LeftOutException"/> if it can't run
    /// here, <see cref="WrongHitsException"/> if it miscounts.
    /// </summary>
    public Action? Prepare { get; init; }
}
