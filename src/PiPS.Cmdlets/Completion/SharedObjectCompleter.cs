using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Completion;

/// <summary>The variables of the session that hold what is shared, for a parameter that takes no names.</summary>
internal sealed class SharedObjectCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
        => SessionVariables.Holding(word, value => value is SharedProxy shared ? $"{shared}: {shared.GetState()}".TrimEnd(':', ' ') : null);
}
