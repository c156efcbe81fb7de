using System.Globalization;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Sees to it that the same work gave the same hits, whoever did it.</summary>
internal sealed class HitsCheck
{
    private readonly Dictionary<long, (long Hits, SweepPoint By, int Round)> _known = [];

    /// <exception cref="MiscountException">Hits differ from those of the same trials before.</exception>
    public void Add(SweepPoint point, BenchmarkSample sample)
    {
        if (!_known.TryAdd(sample.Trials, (sample.Hits, point, sample.Round))
            && _known[sample.Trials] is (long hits, SweepPoint by, int round) && hits != sample.Hits)
        {
            throw new MiscountException(string.Create(
                CultureInfo.InvariantCulture,
                $"This machine miscounts: of the same {sample.Trials} trials, {point} counted {sample.Hits} hits ({In(sample.Round)}), and {by} {hits} ({In(round)})."));
        }
    }

    private static string In(int round) => round == 0 ? "warming up" : string.Create(CultureInfo.InvariantCulture, $"round {round}");
}
