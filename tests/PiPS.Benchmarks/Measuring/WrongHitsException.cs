namespace PiPS.Benchmarks.Measuring;

/// <summary>A contender counted other hits than it must: the one thing that makes a run of benchmarks fail.</summary>
internal sealed class WrongHitsException : Exception
{
    private WrongHitsException(string message)
        : base(message)
    {
    }

    /// <exception cref="WrongHitsException">The hits aren't those.</exception>
    public static void ThrowUnless(string what, long expected, long hits)
    {
        if (hits != expected)
        {
            throw new WrongHitsException($"{what}: {hits:N0} hits, where there are {expected:N0}.");
        }
    }

    /// <summary>For what has random numbers of its own.</summary>
    /// <exception cref="WrongHitsException">So many hits are too unlikely, at six standard errors.</exception>
    public static void ThrowUnlessLikely(string what, long trials, long hits)
    {
        double share = Math.PI / 4.0;
        double errors = (hits - (trials * share)) / Math.Sqrt(trials * share * (1.0 - share));

        if (Math.Abs(errors) > 6.0)
        {
            throw new WrongHitsException($"{what}: {hits:N0} hits in {trials:N0} trials are {errors:N1} standard errors off.");
        }
    }
}
