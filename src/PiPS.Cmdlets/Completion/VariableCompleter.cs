using System.Management.Automation;

namespace PiPS.Cmdlets.Completion;

/// <summary>The variables of the session by name; the user's own come first.</summary>
internal sealed class VariableCompleter : Completer
{
    private const int LongestValue = 60;

    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => SessionVariables.All()
        .Where(variable => word.Fits(variable.Name) && (variable.Options & (ScopedItemOptions.Constant | ScopedItemOptions.AllScope)) == 0)
        .OrderBy(variable => variable.Description.Length > 0 || variable.GetType() != typeof(PSVariable))
        .Select(variable => new Choice(variable.Name, Describe(variable)));

    // The text of plain values alone: that of others may be a script's, which may do anything.
    private static string Describe(PSVariable variable)
    {
        object? value = variable.Value is PSObject wrapped ? wrapped.BaseObject : variable.Value;
        string? text = value is string or ValueType ? LanguagePrimitives.ConvertTo<string>(value) : null;
        return value is null ? "$null" : $"[{value.GetType().Name}]{(text is null ? null : $" {(text.Length > LongestValue ? $"{text[..LongestValue]}…" : text)}")}";
    }
}
