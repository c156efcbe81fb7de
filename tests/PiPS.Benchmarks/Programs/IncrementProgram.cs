using System.Diagnostics;
using System.Globalization;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Values;

namespace PiPS.Benchmarks.Programs;

/// <summary>A process of its own that adds to a counter of another's. This program, called with <see cref="Name"/>.</summary>
internal static class IncrementProgram
{
    public const string Name = "increments";

    /// <summary>Adds 1 to a counter as often as is asked for, at the same time as other processes.</summary>
    /// <param name="counter">What is added to.</param>
    /// <param name="gate">Each comes here first, and begins when all have.</param>
    /// <param name="processes">How many come.</param>
    /// <param name="increments">How often each adds.</param>
    /// <returns>The seconds from the gate to the end.</returns>
    public static double Count(SharedCounter counter, SharedCounter gate, int processes, int increments)
    {
        _ = gate.Increment();
        SpinWait.SpinUntil(() => gate.Value >= processes);
        long start = Stopwatch.GetTimestamp();

        for (int i = 0; i < increments; i++)
        {
            _ = counter.Increment();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The command for it.</summary>
    public static ChildProgram Command(SharedCounter counter, SharedCounter gate, int processes, int increments)
    {
        string[] arguments = [Name, .. Words(counter.Memory.Location), .. Words(gate.Memory.Location), Text(processes), Text(increments)];
        return new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "PiPS.Benchmarks.exe" : "PiPS.Benchmarks"), arguments);
    }

    /// <summary>What the process does: prints the increments, and the seconds.</summary>
    public static int Run(string[] words)
    {
        LocalSpace space = new(() => new CompactCodec());
        SharedMemory counter = SharedMemory.Open(Location(words)), gate = SharedMemory.Open(Location(words[3..]));
        int increments = int.Parse(words[7], CultureInfo.InvariantCulture);
        double seconds = Count(
            new(space, default, counter), new(space, default, gate), int.Parse(words[6], CultureInfo.InvariantCulture), increments);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{increments} {seconds:R}"));
        return 0;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string[] Words(SharedMemoryLocation location) => [location.Path, Text(location.Bytes), Text(location.Key)];

    private static SharedMemoryLocation Location(string[] words)
        => new(words[0], long.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture));
}
