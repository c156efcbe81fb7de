namespace PiPS.Cmdlets.Completion;

/// <summary>The names of an enumeration, with what each is for: PowerShell's own completion has no words for them.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal class EnumCompleter<T> : Completer
    where T : struct, Enum
{
    /// <summary>Whether the parameter takes this one.</summary>
    protected virtual bool Takes(T value) => true;

    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => Enum.GetValues<T>()
        .Where(value => Takes(value) && word.Fits(value.ToString()))
        .Select(value => new Choice(value.ToString(), EnumTips.Of(value)));
}
