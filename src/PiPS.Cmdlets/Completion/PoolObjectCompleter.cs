using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Completion;

/// <summary>The variables of the session that hold pools, for a parameter that takes no names.</summary>
internal sealed class PoolObjectCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
        => SessionVariables.Holding(word, value => value is WorkerPool pool ? $"{pool.Name}: {PoolCompleter.Describe(pool)}" : null);
}
