namespace PiPS.Engine.Sharing;

/// <summary>A request whose answer nobody waits for.</summary>
internal sealed class ToldCall : ShareCall
{
    public ToldCall(Seat seat, long target, ShareVerb verb, long owner, ReadOnlyMemory<byte> content)
        : base(seat, target, verb, owner, content)
    {
    }

    public override void Answer(in ShareAnswer answer)
    {
    }
}
