using System.Globalization;

namespace PiPS.Soaking;

/// <summary>What the command line asks for.</summary>
internal sealed record SoakOptions
{
    public const string Usage = """
        Puts random loads on the engine and compares what comes out with a model of what must; repeats what the tests repeat, more often.

          --minutes M       about so long in all (default: 5)
          --hours H         the same in hours; the suites are run as well
          --seed N          of the first scenario; the next one's is N + 1 (default: another each time, which is printed)
          --scenarios N     so many scenarios of each part, however long they take
          --only NAME       this part alone, or several, if given again:
                              estimates, tasks, logs, queues, locks    parts of a scenario (together: workloads)
                              powershell                               script blocks on PowerShell workers
                              fuzz                                     mutated frames, values, checkpoints, logs, benchmarks
                              suites                                   tests that repeat (kills, leaks, cut links), five times as long
          --verbose         print each scenario before it is run
          --help            print this

        Without --only and --hours: workloads, powershell and fuzz. Exit codes: 0, nothing was found; 1, something was: the scenario, what was
        expected, what came, and the command line that runs it again are printed; 2, the command line asks for what can't be.
        The same seed makes the same plan: operations, parameters, moments of kills. What runs at the same time goes its own way each time.
        """;

    public static readonly string[] WorkloadParts = ["estimates", "tasks", "logs", "queues", "locks"];

    private static readonly string[] OtherParts = ["powershell", "fuzz", "suites"];

    public TimeSpan Duration { get; private init; } = TimeSpan.FromMinutes(5);

    public int? Seed { get; private init; }

    public int? Scenarios { get; private init; }

    public bool Verbose { get; private init; }

    public bool Help { get; private init; }

    /// <summary>Parts to run.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    private bool IsLong { get; init; }

    /// <summary>Whether a part is to be run.</summary>
    public bool Has(string part) => Only.Count > 0
        ? Only.Contains(part) || (Only.Contains("workloads") && WorkloadParts.Contains(part))
        : IsLong || part != "suites";

    /// <exception cref="FormatException">The command line asks for what can't be.</exception>
    public static SoakOptions Read(IEnumerable<string> arguments)
    {
        SoakOptions options = new();
        Queue<string> rest = new(arguments);

        while (rest.TryDequeue(out string? name))
        {
            options = name switch
            {
                "--minutes" => options with { Duration = TimeSpan.FromMinutes(Time(name, rest)) },
                "--hours" => options with { Duration = TimeSpan.FromHours(Time(name, rest)), IsLong = true },
                "--seed" => options with { Seed = Number(name, rest) },
                "--scenarios" => options with { Scenarios = Number(name, rest) },
                "--only" => options with { Only = [.. options.Only, Part(name, rest)] },
                "--verbose" => options with { Verbose = true },
                "--help" => options with { Help = true },
                _ => throw new FormatException($"There is no option {name}. See --help."),
            };
        }

        return options;
    }

    private static string Part(string name, Queue<string> rest)
    {
        string part = Value(name, rest);
        string[] parts = [.. WorkloadParts, .. OtherParts, "workloads"];
        return parts.Contains(part) ? part : throw new FormatException($"There is no part {part}, but {string.Join(", ", parts)}.");
    }

    private static string Value(string name, Queue<string> rest)
        => rest.TryDequeue(out string? value) ? value : throw new FormatException($"{name} needs a value.");

    private static int Number(string name, Queue<string> rest)
        => int.TryParse(Value(name, rest), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{name} needs a whole number from 0 to {int.MaxValue}.");

    private static double Time(string name, Queue<string> rest)
        => double.TryParse(Value(name, rest), CultureInfo.InvariantCulture, out double time) && time is > 0.0 and <= 10_000.0
            ? time
            : throw new FormatException($"{name} needs a number above 0, up to 10000.");
}
