namespace PiPS.Engine.Sharing.Objects;

/// <summary>What was lent for an update.</summary>
/// <param name="Seat">To whom.</param>
/// <param name="Owner">To which of its scripts.</param>
internal readonly record struct Lend(Seat Seat, long Owner)
{
    /// <summary>Whether a request comes from who has it.</summary>
    public bool IsOf(ShareCall call) => ReferenceEquals(Seat, call.Seat) && Owner == call.Owner;
}
