using PiPS.Engine.Launchers.Known;

namespace PiPS.Cmdlets.Completion;

/// <summary>The cluster's partitions.</summary>
internal sealed class PartitionCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => InTime(() => SlurmHints.Partitions(Longest))
        .Where(partition => word.Fits(partition.Name)).Select(partition => new Choice(partition.Name, partition.ToString()));
}
