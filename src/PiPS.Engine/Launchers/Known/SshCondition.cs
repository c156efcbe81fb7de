namespace PiPS.Engine.Launchers.Known;

/// <summary>For which hosts the lines behind <c>Host</c> or <c>Match</c> count.</summary>
/// <param name="Patterns">Those of the host's name.</param>
/// <param name="IsKnowable">Whether the name decides it; what a command, a network or a user decides doesn't count here.</param>
internal sealed record SshCondition(IReadOnlyList<string> Patterns, bool IsKnowable = true)
{
    public static SshCondition OfHost(SshConfigLine line) => new(line.Words);

    /// <remarks>Of the criteria, <c>all</c> and a single <c>host</c> or <c>originalhost</c> depend on nothing else.</remarks>
    public static SshCondition OfMatch(SshConfigLine line)
    {
        string[] words = [.. line.Words.SelectMany((word, index) => index == 0 ? word.Split('=', 2) : [word])];
        return (words.Length, words[0].ToLowerInvariant()) switch
        {
            (1, "all") => new(["*"]),
            (2, "host" or "originalhost") => new(words[1].Split(',')),
            (2, "!host" or "!originalhost") => new(["*", .. words[1].Split(',').Select(pattern => $"!{pattern}")]),
            _ => new([], IsKnowable: false),
        };
    }

    public bool Holds(string name) => IsKnowable && SshPattern.Fits(Patterns, name);
}
