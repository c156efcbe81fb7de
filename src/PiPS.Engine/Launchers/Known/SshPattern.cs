namespace PiPS.Engine.Launchers.Known;

/// <summary>Patterns of host names, as ssh's configuration and its known hosts have them: <c>*</c>, <c>?</c>, and <c>!</c> before what isn't meant.</summary>
internal static class SshPattern
{
    /// <summary>Whether it is a name, and stands for itself alone.</summary>
    public static bool IsName(string pattern) => pattern.Length > 0 && pattern[0] != '!' && pattern.AsSpan().IndexOfAny('*', '?') < 0;

    /// <summary>Whether one of the patterns fits, and none that is negated.</summary>
    public static bool Fits(IReadOnlyList<string> patterns, string name)
        => patterns.Any(pattern => pattern is not ['!', ..] && Fits(pattern, name)) && !patterns.Any(pattern => pattern is ['!', ..] && Fits(pattern[1..], name));

    // Goes back to the last star alone, so that no pattern takes more than their product.
    private static bool Fits(string pattern, string name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;

        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].All(rest => rest == '*');
    }
}
