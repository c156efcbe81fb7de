using PiPS.Engine.Sharing.Server;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>Shared memory where it lives: it only says where it is.</summary>
internal sealed class MemoryResource : SharedResource, IDisposable
{
    public MemoryResource(SharedReference reference, Answers answers, SharedMemory memory)
        : base(reference, answers)
    {
        Memory = memory;
    }

    /// <summary>The memory.</summary>
    public SharedMemory Memory { get; }

    /// <inheritdoc/>
    public override void Serve(ShareCall call)
    {
        if (call.Verb != ShareVerb.Describe)
        {
            throw NotAsked(call.Verb);
        }

        if (call.Seat.IsElsewhere)
        {
            throw MemoryErrors.SharedArrayIsLocal(Reference.Name);
        }

        SharedMemoryLocation location = Memory.Location;
        Answers.Add(call, ShareAnswer.With(new ShareWriter().Text(location.Path).Number(location.Bytes).Signed(location.Key).ToArray()));
    }

    /// <summary>Ends its use everywhere. It takes a while for much memory, so this isn't done under the server's lock.</summary>
    public void Dispose() => Memory.Dispose();
}
