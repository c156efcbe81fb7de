namespace PiPS.Cmdlets.Completion;

/// <summary>The session's pools, for a parameter that takes patterns.</summary>
internal sealed class PoolNameCompleter : PoolCompleter
{
    /// <inheritdoc/>
    protected override bool TakesWildcards => true;
}
