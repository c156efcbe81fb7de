namespace PiPS.Soaking.Workers;

/// <summary>An item of a map: what its program does, which item it is, and how much of it.</summary>
/// <param name="Verb">plain, many, big, spin, sleep, count, flaky, fail, exit, die or hang.</param>
/// <param name="Number">Its number, which its results depend on.</param>
/// <param name="Size">Results, bytes, microseconds, milliseconds, attempts that fail, or an exit code.</param>
internal sealed record MapItem(string Verb, int Number, int Size)
{
    /// <summary>Whether its worker ends on it.</summary>
    public bool EndsWorker => Verb is "exit" or "die";

    /// <summary>What goes to the worker.</summary>
    public object[] Words => [Verb, Number, Size];

    /// <summary>What it gives, if it runs to its end.</summary>
    public IEnumerable<object?> Results => Verb switch
    {
        "many" => Enumerable.Range(Number, Size).Cast<object?>(),
        "big" => [Programs.Pattern(Number, Size)],
        "fail" or "exit" or "die" or "hang" => [],
        _ => [(Number * 3L) + 1],
    };
}
