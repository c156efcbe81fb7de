using System.Globalization;

namespace PiPS.Benchmarks.Programs;

/// <summary>What a peer's program prints: a count (of hits, say), and the seconds that it took by its own clock.</summary>
internal readonly record struct Counting(long Count, double Seconds)
{
    /// <summary>Seconds of processor time, if it says them as well.</summary>
    public double? ProcessorSeconds { get; private init; }

    public static Counting By(ChildProgram program)
    {
        string[] words = program.Run().Output.Split(' ', StringSplitOptions.TrimEntries);
        return new(long.Parse(words[0], CultureInfo.InvariantCulture), Number(words[1]))
        {
            ProcessorSeconds = words.Length > 2 ? Number(words[2]) : null,
        };
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
