namespace PiPS.Engine.Protocol;

/// <summary>The parent is still there.</summary>
/// <param name="Milliseconds">The worker ends if it then hears nothing for so long; from 1.</param>
internal readonly record struct Ping(int Milliseconds)
{
    public static Ping Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Ping);
        Ping ping = new(payload.Int32());
        payload.End(ping.Milliseconds > 0);
        return ping;
    }
}
