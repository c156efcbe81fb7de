using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Completion;

/// <summary>A word that is being typed: what it says, and how it is quoted.</summary>
internal sealed class CompletionWord
{
    private const string SingleQuotes = "'‘’‚‛";
    private const string DoubleQuotes = "\"“”„";

    private readonly char? _quote;
    private readonly WildcardPattern? _pattern;

    /// <param name="typed">As PowerShell gives it: unescaped, but with the quotes around it.</param>
    public CompletionWord(string? typed)
    {
        string text = typed ?? string.Empty;
        _quote = text is [char first, ..] && SingleQuotes.Contains(first, StringComparison.Ordinal) ? '\''
            : text is ['$' or '@', ..] || text.Length == 0 ? null
            : DoubleQuotes.Contains(text[0], StringComparison.Ordinal) ? '"' : null;

        if (_quote is not null)
        {
            text = text.Length > 1 && (SingleQuotes + DoubleQuotes).Contains(text[^1], StringComparison.Ordinal) ? text[1..^1] : text[1..];
        }

        Text = text;
        _pattern = WildcardPattern.ContainsWildcardCharacters(text) ? Pattern(text) : null;
    }

    private CompletionWord(string text, char? quote)
    {
        Text = text;
        _quote = quote;
    }

    /// <summary>Without its quotes.</summary>
    public string Text { get; }

    /// <summary>The word without its beginning, such as the <c>user@</c> of a host.</summary>
    public CompletionWord Behind(int length) => new(Text[length..], _quote);

    /// <summary>Whether a name begins so, as it is or as a pattern: PowerShell completes both.</summary>
    public bool Fits(string name) => name.StartsWith(Text, StringComparison.OrdinalIgnoreCase) || (_pattern?.IsMatch(name) ?? false);

    /// <summary>A name as it has to be written: in the quotes that were begun, or in single ones where it takes some.</summary>
    public string Write(string name) => _quote switch
    {
        '"' => $"\"{Escape(name)}\"",
        null when IsBare(name) => name,
        _ => $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'",
    };

    // The parser decides, for nobody else knows all of its rules: 1e3 is a number, @a a splat, a,b a list.
    private static bool IsBare(string name)
    {
        ScriptBlockAst tree = Parser.ParseInput($"x {name}", out _, out ParseError[] errors);
        return errors.Length == 0
            && tree.EndBlock.Statements is [PipelineAst { PipelineElements: [CommandAst { CommandElements: [_, StringConstantExpressionAst word], Redirections.Count: 0 }] }]
            && word.StringConstantType == StringConstantType.BareWord && word.Value == name && word.Extent.Text == name;
    }

    private static string Escape(string name)
        => string.Concat(name.Select(one => one is '`' or '$' || DoubleQuotes.Contains(one, StringComparison.Ordinal) ? $"`{one}" : $"{one}"));

    private static WildcardPattern? Pattern(string text)
    {
        try
        {
            WildcardPattern pattern = WildcardPattern.Get($"{text}*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            // A bracket that isn't closed is a character like others.
            return null;
        }
    }
}
