using System.Globalization;

namespace PiPS.Benchmarks.Programs;

/// <summary>What a peer's program prints: a count (of hits, say), and the seconds that it took by its own clock.</summary>
internal readonly record struct Counting(long Count, double Seconds)
{
    public static Counting By(ChildProgram program)
    {
        string[] words = program.Run().Output.Split(' ', StringSplitOptions.TrimEntries);
        return new(long.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }
}
