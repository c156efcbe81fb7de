using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>Makes a process's own object of what a shared one is known by.</summary>
internal static class SharedProxies
{
    public static SharedProxy Make(ShareSpace space, in SharedReference reference) => reference.Kind switch
    {
        SharedKind.Queue => new WorkerQueue(space, reference),
        SharedKind.PipeEnd => new WorkerPipeEnd(space, reference),
        _ => throw Malformed.Because($"There is no shared object of kind {(byte)reference.Kind}."),
    };
}
