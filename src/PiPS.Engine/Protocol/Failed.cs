namespace PiPS.Engine.Protocol;

/// <summary>Why a worker can't go on.</summary>
/// <param name="Message">As the worker says it.</param>
internal readonly record struct Failed(string Message)
{
    public static Failed Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Failed);
        Failed failed = new(payload.Text());
        payload.End(true);
        return failed;
    }

    /// <summary>Gives a frame back, unless it is one of these.</summary>
    /// <exception cref="IOException">It is: with the worker's own words.</exception>
    public static Frame ThrowIf(Frame frame) => frame.Kind == FrameKind.Failed ? throw new IOException(Read(frame).Message) : frame;
}
