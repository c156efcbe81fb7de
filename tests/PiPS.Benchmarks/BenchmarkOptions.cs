using System.Globalization;

namespace PiPS.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        Measures PiPS and its peers side by side.

          --quick           less than three minutes in all (the default)
          --full            larger sizes, and the peers that take long
          --only NAME       this group alone, or several, if given again: sampling, scaling, startup, powershell, roundtrips,
                            tasks, memory, sharing, dispatch, comparisons
          --rounds N        so many rounds of each group
          --markdown FILE   write the tables there as well
          --help            print this

        parts --filter '*'  measures parts of the engine with BenchmarkDotNet, whose options follow
        """;

    public bool Full { get; private init; }

    public bool Help { get; private init; }

    /// <summary>Names of groups; none for all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    public int? Rounds { get; private init; }

    public string? Markdown { get; private init; }

    /// <exception cref="FormatException">The command line asks for what can't be.</exception>
    public static BenchmarkOptions Read(IEnumerable<string> arguments)
    {
        BenchmarkOptions options = new();
        Queue<string> rest = new(arguments);

        while (rest.TryDequeue(out string? name))
        {
            options = name switch
            {
                "--quick" => options with { Full = false },
                "--full" => options with { Full = true },
                "--help" => options with { Help = true },
                "--only" => options with { Only = [.. options.Only, Value(name, rest)] },
                "--rounds" => options with { Rounds = Number(name, rest) },
                "--markdown" => options with { Markdown = Value(name, rest) },
                _ => throw new FormatException($"There is no option {name}. See --help."),
            };
        }

        return options;
    }

    private static string Value(string name, Queue<string> rest)
        => rest.TryDequeue(out string? value) ? value : throw new FormatException($"{name} needs a value.");

    private static int Number(string name, Queue<string> rest)
        => int.TryParse(Value(name, rest), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new FormatException($"{name} needs a whole number from 1 up.");
}
