using PiPS.Engine.Protocol;

namespace PiPS.Engine.Tests.Protocol;

/// <summary>A frame that outlives its decoder's buffer.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Payload">A copy.</param>
internal sealed record Heard(FrameKind Kind, byte[] Payload)
{
    public Frame Frame => new(Kind, Payload);

    /// <summary>What the frame says, as a message; nothing for a frame that has no content.</summary>
    /// <exception cref="ProtocolException">The content doesn't fit the kind.</exception>
    public object? Message => Kind switch
    {
        FrameKind.Hello => Hello.Read(Frame),
        FrameKind.Job => Job.Read(Frame),
        FrameKind.Count => Count.Read(Frame),
        FrameKind.Counted => Counted.Read(Frame),
        FrameKind.Failed => Failed.Read(Frame),
        FrameKind.Cut => null,
        FrameKind.Ping => Ping.Read(Frame),

        // Whoever reads a frame knows what is due; nobody knows these.
        _ => Count.Read(Frame),
    };

    /// <summary>All frames in some bytes, which come in pieces of these sizes, over and over.</summary>
    public static List<Heard> All(FrameDecoder decoder, ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> sizes)
    {
        List<Heard> frames = [];

        for (int i = 0, start = 0; start < bytes.Length; i++)
        {
            Span<byte> free = decoder.Free();
            int size = sizes.Length == 0 ? bytes.Length : sizes[i % sizes.Length];
            ReadOnlySpan<byte> piece = bytes.Slice(start, Math.Min(Math.Min(size, free.Length), bytes.Length - start));
            piece.CopyTo(free);
            decoder.Advance(piece.Length);
            start += piece.Length;

            while (decoder.TryRead(out Frame frame))
            {
                frames.Add(new(frame.Kind, frame.Payload.ToArray()));
            }
        }

        return frames;
    }
}
