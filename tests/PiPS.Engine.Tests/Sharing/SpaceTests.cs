using System.Collections;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Messages;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>Shared objects by name, and within messages.</summary>
public sealed class SpaceTests
{
    private readonly LocalSpace _space = Spaces.Session();

    [Fact]
    public void Finds_what_was_made_by_name_without_regard_to_case()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, "Orders");
        (WorkerPipeEnd first, WorkerPipeEnd second) = WorkerPipeEnd.Create(_space, "talk");

        Assert.Equal(queue, _space.Find("orders"));
        Assert.Equal(first, _space.Find("Talk.1"));
        Assert.Equal(second, _space.Find("talk.2"));
        Assert.NotEqual(first, second);
        Assert.Equal(["Orders", "talk.1", "talk.2"], _space.All().Select(one => ((MessageChannel)one).Name));
        Assert.Equal("SharedObjectNotFound", Spaces.Refused(() => _space.Find("nowhere")));
        Assert.Equal("Queue Orders", queue.ToString());
    }

    [Fact]
    public void Gives_names_that_are_free()
    {
        WorkerQueue.Create(_space, "Queue2");
        WorkerPipeEnd.Create(_space, "Pipe1");

        Assert.Equal(["Queue1", "Queue3"], new[] { WorkerQueue.Create(_space).Name, WorkerQueue.Create(_space).Name });
        Assert.Equal("Pipe2.1", WorkerPipeEnd.Create(_space).First.Name);
    }

    [Fact]
    public void Refuses_a_name_that_is_taken_until_it_is_free_again()
    {
        WorkerQueue queue = WorkerQueue.Create(_space, "one");
        WorkerQueue.Create(_space, "two.2");

        Assert.Equal("SharedNameTaken", Spaces.Refused(() => WorkerQueue.Create(_space, "ONE")));
        Assert.Equal("SharedNameTaken", Spaces.Refused(() => WorkerPipeEnd.Create(_space, "two")));
        Assert.Equal("SharedObjectNotFound", Spaces.Refused(() => _space.Find("two.1")));
        _space.Remove(queue);
        Assert.NotEqual(queue, WorkerQueue.Create(_space, "one"));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerQueue.Create(_space, capacity: 0));
    }

    [Fact]
    public void Sends_shared_objects_within_messages_and_they_arrive_live()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        (WorkerPipeEnd here, WorkerPipeEnd there) = WorkerPipeEnd.Create(_space);
        queue.Put(new object?[] { queue, new Hashtable { ["end"] = there } });

        object?[] received = Assert.IsType<object?[]>(queue.Next(1)[0]);

        Assert.Equal(queue, received[0]);
        here.Put("through");
        Assert.Equal(["through"], ((WorkerPipeEnd)((Hashtable)received[1]!)["end"]!).Next(1));
    }
}
