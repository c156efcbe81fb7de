using PiPS.Engine.Sharing;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>A worker process's shared objects, without a process: its requests go to a desk, and the answers back.</summary>
internal sealed class Link
{
    /// <param name="session">Whose objects they are.</param>
    public Link(ShareSpace session)
    {
        Desk = new(session, (head, answer) =>
        {
            Space.Take(Spaces.Joined(head, answer.Content));
            answer.Parcel?.Release();
        });
        Space.Connect((head, content) => Desk.Take(Spaces.Joined(head, content)), (batch, handed) => Mark = new(batch, handed));
    }

    public RemoteSpace Space { get; } = Spaces.Remote();

    public ShareDesk Desk { get; }

    /// <summary>What the process noted of the messages that it took ahead.</summary>
    public TakenMark Mark { get; private set; }

    /// <summary>The process has died.</summary>
    public void Die() => Desk.Leave(Mark);
}
