using System.Text;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Tests.Pools.Logging;

/// <summary>Lines go to the disk in groups, and nobody is told of one that isn't there.</summary>
public sealed class GroupWriterTests
{
    [Fact]
    public void Writes_what_came_during_one_sync_with_the_next()
    {
        using SlowDisk disk = new();
        using (GroupWriter writer = Writer(disk))
        {
            writer.Add(Ended(0));
            Assert.True(SpinWait.SpinUntil(() => disk.Started == 1, Deadline.Generous));

            for (int i = 1; i <= 10_000; i++)
            {
                writer.Add(Ended(i));
            }

            disk.Allow();
            writer.WaitUntilDurable(10_001);
            Assert.Equal(2, disk.Started);
        }

        Assert.Equal(10_001, Lines(disk).Length);
    }

    [Fact]
    public async Task Holds_back_whoever_waits_until_the_disk_has_it()
    {
        using SlowDisk disk = new();
        using GroupWriter writer = Writer(disk);
        writer.Add(Ended(0));
        Task waiting = Task.Run(() => writer.WaitUntilDurable(1), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => disk.Started == 1, Deadline.Generous));

        Assert.False(waiting.IsCompleted);
        disk.Allow();
        await waiting.WaitAsync(Deadline.Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Has_all_on_the_disk_when_it_is_disposed()
    {
        using SlowDisk disk = new();
        disk.Allow();
        GroupWriter writer = Writer(disk);
        Parallel.For(0, 5000, i => writer.Add(Ended(i)));

        writer.Dispose();
        writer.Add(Ended(5000));

        Assert.Equal(5000, Lines(disk).Length);
    }

    [Fact]
    public void Says_so_when_the_disk_is_full_and_leaves_no_half_line()
    {
        using SlowDisk disk = new() { Room = 1000 };
        disk.Allow();
        using GroupWriter writer = Writer(disk);
        writer.Add(Ended(0));
        writer.WaitUntilDurable(1);

        for (int i = 1; i < 10; i++)
        {
            writer.Add(Ended(i));
        }

        IOException failure = Assert.Throws<IOException>(() => writer.WaitUntilDurable(10));
        Assert.Equal("No space left on device", failure.Message);
        Assert.Throws<IOException>(() => writer.WaitUntilDurable(0));
        Assert.EndsWith("}\n", Encoding.UTF8.GetString(disk.ToArray()), StringComparison.Ordinal);
    }

    private static GroupWriter Writer(SlowDisk disk) => new(disk, disk.MakeDurable, new(failure => failure.ToString()));

    private static LogRecord Ended(int index)
        => new(new(new(1, (ulong)index), 1), $"item {index}", index, ItemStatus.Completed, 1, DateTime.UtcNow, 1000, 1, null);

    private static string[] Lines(SlowDisk disk) => Encoding.UTF8.GetString(disk.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
