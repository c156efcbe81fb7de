using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>A name that a command was given, or wildcards for several.</summary>
internal sealed class NamePattern
{
    private readonly string _text;
    private readonly WildcardPattern? _pattern;

    public NamePattern(string text)
    {
        _text = text;

        try
        {
            _pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            _pattern.IsMatch(text);
        }
        catch (WildcardPatternException)
        {
            // Such as "[" alone: a name that nothing has.
            _pattern = null;
        }
    }

    /// <summary>Whether it is right if nothing fits: wildcards may find none, a name has to be there.</summary>
    public bool MayFitNone => _pattern is not null && WildcardPattern.ContainsWildcardCharacters(_text);

    public bool Fits(string name) => _pattern?.IsMatch(name) ?? false;
}
