using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Completion;

/// <summary>Ends of pipes.</summary>
internal sealed class PipeCompleter : SharedCompleter
{
    /// <inheritdoc/>
    protected override bool Takes(SharedKind kind) => kind == SharedKind.PipeEnd;
}
