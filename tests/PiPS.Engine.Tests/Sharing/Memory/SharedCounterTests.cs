using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>A number in shared memory.</summary>
public sealed class SharedCounterTests
{
    [Fact]
    public void Its_operations_give_what_they_should()
    {
        SharedCounter counter = SharedCounter.Create(Memories.Space, value: 5);

        Assert.Equal(5, counter.Value);
        Assert.Equal(6, counter.Increment());
        Assert.Equal(16, counter.Increment(10));
        Assert.Equal(15, counter.Decrement());
        Assert.Equal(5, counter.Decrement(10));
        Assert.Equal(3, counter.Add(-2));
        Assert.Equal(3, counter.Exchange(7));
        Assert.Equal(7, counter.CompareExchange(1, 3));
        Assert.Equal(7, counter.CompareExchange(long.MaxValue, 7));
        Assert.Equal(long.MinValue, counter.Increment());
        counter.Value = 4;
        Assert.Equal(4, counter.Value);
        counter.Close();
    }

    [Fact]
    public void No_update_is_lost_between_eight_threads()
    {
        SharedCounter counter = SharedCounter.Create(Memories.Space);
        SharedCounter twin = Memories.Twin(counter);
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                _ = (number % 2 == 0 ? counter : twin).Increment();
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(800_000, twin.Value);
        counter.Close();
    }

    [Fact]
    public void Once_removed_it_says_so()
    {
        SharedCounter counter = SharedCounter.Create(Memories.Space);
        SharedCounter twin = Memories.Twin(counter);
        _ = twin.Value;
        counter.Close();

        foreach (SharedCounter one in (SharedCounter[])[counter, twin])
        {
            Action[] acts = [() => _ = one.Value, () => one.Value = 1, () => one.Increment(), () => one.Exchange(1), () => one.CompareExchange(1, 0)];
            Assert.All(acts, act => Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(act).Id));
        }
    }
}
