using PiPS.Engine.Sharing.Locks;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>Makes a process's own object of what a shared one is known by.</summary>
internal static class SharedProxies
{
    public static SharedProxy Make(ShareSpace space, in SharedReference reference) => reference.Kind switch
    {
        SharedKind.Queue => new WorkerQueue(space, reference),
        SharedKind.PipeEnd => new WorkerPipeEnd(space, reference),
        SharedKind.Counter => new SharedCounter(space, reference),
        SharedKind.ByteArray => new SharedArray<byte>(space, reference),
        SharedKind.Int32Array => new SharedArray<int>(space, reference),
        SharedKind.Int64Array => new SharedArray<long>(space, reference),
        SharedKind.SingleArray => new SharedArray<float>(space, reference),
        SharedKind.DoubleArray => new SharedArray<double>(space, reference),
        SharedKind.Lock or SharedKind.RecursiveLock => new WorkerMutex(space, reference),
        SharedKind.Semaphore => new WorkerSemaphore(space, reference),
        SharedKind.Event => new WorkerEvent(space, reference),
        SharedKind.Condition => new WorkerCondition(space, reference),
        SharedKind.Barrier => new WorkerBarrier(space, reference),
        SharedKind.Dictionary => new SharedDictionary(space, reference),
        SharedKind.List => new SharedList(space, reference),
        SharedKind.Namespace => new SharedNamespace(space, reference),
        SharedKind.Value => new SharedValue(space, reference),
        _ => throw Malformed.Because($"There is no shared object of kind {(byte)reference.Kind}."),
    };
}
