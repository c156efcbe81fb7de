using System.Collections;

namespace PiPS.Cmdlets.Tasks;

/// <summary>A piece of the user's script, with its place in the file: what it takes to compile it elsewhere.</summary>
/// <param name="Text">The text: a script block's without its braces, or a whole function definition.</param>
/// <param name="File">The file that it stands in; null for what was typed.</param>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="Column">Column of its first character, from 1.</param>
/// <param name="Usings">The file's <c>using namespace</c> statements, separated by semicolons: type names depend on them.</param>
/// <param name="IsFunction">Whether the text is a function definition.</param>
public sealed record ScriptSource(string Text, string? File, int Line, int Column, string Usings, bool IsFunction)
{
    /// <summary>A script that does nothing.</summary>
    public static ScriptSource Empty { get; } = new(string.Empty, null, 1, 1, string.Empty, IsFunction: false);

    /// <summary>The text with blanks before it, so that a parser finds every character where it stands in the file.</summary>
    internal string Placed()
    {
        string lines = new('\n', Line - 1);

        // On the first line there is room for the statements: they stood there.
        string head = Line > 1 ? Usings + lines : Usings;
        int filled = Line > 1 ? 0 : head.Length;
        return head + new string(' ', Math.Max(0, Column - 1 - filled)) + Text;
    }

    internal Hashtable ToValues() => new()
    {
        [nameof(Text)] = Text,
        [nameof(File)] = File,
        [nameof(Line)] = Line,
        [nameof(Column)] = Column,
        [nameof(Usings)] = Usings,
        [nameof(IsFunction)] = IsFunction,
    };

    internal static ScriptSource FromValues(IDictionary values) => new(
        values.Get<string>(nameof(Text)),
        values[nameof(File)] as string,
        values.Get<int>(nameof(Line)),
        values.Get<int>(nameof(Column)),
        values.Get<string>(nameof(Usings)),
        values.Get<bool>(nameof(IsFunction)));
}
