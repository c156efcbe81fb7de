using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Completion;

/// <summary>Queues and ends of pipes.</summary>
internal sealed class ChannelCompleter : SharedCompleter
{
    /// <inheritdoc/>
    protected override bool Takes(SharedKind kind) => kind is SharedKind.Queue or SharedKind.PipeEnd;
}
