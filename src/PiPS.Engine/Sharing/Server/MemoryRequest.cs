using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Server;

/// <summary>A request to make a shared object that is memory.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; empty for one that is free.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record MemoryRequest(SharedKind Kind, string Name, long Bytes)
{
    /// <summary>What is asked for, if that is memory.</summary>
    /// <exception cref="Protocol.ProtocolException">There is too little of it for its kind.</exception>
    public static MemoryRequest? Of(ShareCall call)
    {
        ShareReader content = new(call.Content);
        SharedKind kind = (SharedKind)content.Byte();

        if (kind is not (SharedKind.Counter or SharedKind.ByteArray or (>= SharedKind.Int32Array and <= SharedKind.DoubleArray)))
        {
            return null;
        }

        MemoryRequest request = new(kind, content.Text(), content.Number());

        // What uses it doesn't look whether there is any.
        return request.Bytes >= (kind == SharedKind.Counter ? sizeof(long) : 1) ? request : throw Malformed.Because("Shared memory of nothing was asked for.");
    }
}
