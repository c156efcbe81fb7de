using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>A name that a command was given, or wildcards for several: a name may have their characters in it.</summary>
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
            // Such as "[" alone: it can only be a name.
            _pattern = null;
        }
    }

    /// <summary>Whether it is right if nothing fits: wildcards may find none, a name has to be there.</summary>
    public bool MayFitNone => _pattern is not null && WildcardPattern.ContainsWildcardCharacters(_text);

    public bool Fits(string name) => name.Equals(_text, StringComparison.OrdinalIgnoreCase) || (_pattern?.IsMatch(name) ?? false);
}
