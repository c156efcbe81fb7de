using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Completion;

/// <summary>Queues.</summary>
internal sealed class QueueCompleter : SharedCompleter
{
    /// <inheritdoc/>
    protected override bool Takes(SharedKind kind) => kind == SharedKind.Queue;
}
