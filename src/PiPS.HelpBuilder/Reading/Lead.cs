namespace PiPS.HelpBuilder.Reading;

/// <summary>
/// Our summaries name what they describe, for readers of the code: <c>Stop-WorkerPool: lets the workers finish.</c> In help
/// the name stands above already, so it is taken off. Another name is left on, where the check finds it.
/// </summary>
internal static class Lead
{
    public static string Off(string text, string name)
    {
        bool isNamed = text.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);
        string rest = isNamed ? text[(name.Length + 1)..].TrimStart() : text;
        return rest.Length == 0 ? "" : char.ToUpperInvariant(rest[0]) + rest[1..];
    }
}
