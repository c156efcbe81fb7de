using System.Globalization;

namespace PiPS.Engine.Launchers;

/// <summary>Reads what Slurm says of an allocation in its environment.</summary>
internal static class SlurmAllocation
{
    /// <summary>The most workers that an allocation has processors for.</summary>
    /// <param name="processors">Its <c>SLURM_JOB_CPUS_PER_NODE</c>, such as <c>4(x2),8</c>.</param>
    /// <param name="threads">Of a worker.</param>
    /// <returns>Nothing if that can't be read.</returns>
    public static int? Workers(string? processors, int threads)
    {
        long workers = 0;

        foreach (string part in (processors ?? string.Empty).Split(','))
        {
            string[] words = part.TrimEnd(')').Split("(x");

            if (words.Length > 2 || !IsNumber(words[0], out int each) || !IsNumber(words.Length == 2 ? words[1] : "1", out int nodes))
            {
                return null;
            }

            workers += (long)(each / threads) * nodes;
        }

        return (int)Math.Min(workers, int.MaxValue);
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
