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
}
