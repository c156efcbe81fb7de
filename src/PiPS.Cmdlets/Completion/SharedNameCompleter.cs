namespace PiPS.Cmdlets.Completion;

/// <summary>All that is shared by name, for a parameter that takes patterns.</summary>
internal sealed class SharedNameCompleter : SharedCompleter
{
    /// <inheritdoc/>
    protected override bool TakesWildcards => true;
}
