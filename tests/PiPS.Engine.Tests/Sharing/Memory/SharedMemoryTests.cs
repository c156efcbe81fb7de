using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>Memory that processes map: whoever opens it has the same bytes, and nobody who uses it crashes when it ends.</summary>
public sealed unsafe class SharedMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(4096)]
    [InlineData((64L << 20) + 1)]
    public void It_is_zeroed_and_as_large_as_asked_for(long bytes)
    {
        using SharedMemory memory = Memories.Of(bytes);

        Assert.Equal(bytes, memory.Bytes);
        Assert.Equal(-1, new ReadOnlySpan<byte>(memory.Start, (int)bytes).IndexOfAnyExcept((byte)0));
        GC.KeepAlive(memory);
    }

    [Fact]
    public void It_begins_on_a_cache_line()
    {
        using SharedMemory memory = Memories.Of(8);
        Assert.Equal(0, (nint)memory.Start % 64);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_by_one_is_read_by_the_other(bool named)
    {
        using SharedMemory owner = Memories.Of(1000, named);
        using SharedMemory other = SharedMemory.Open(owner.Location);

        owner.Start[999] = 7;
        other.Start[0] = 8;

        Assert.Equal((7, 8), (other.Start[999], owner.Start[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Once_its_owner_removes_it_nobody_can_use_it(bool named)
    {
        SharedMemory owner = Memories.Of(1000, named);
        using SharedMemory other = SharedMemory.Open(owner.Location);
        byte* kept = other.Start;
        *kept = 9;

        owner.Dispose();
        owner.Dispose();

        Assert.True(owner.IsRemoved && other.IsRemoved);
        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => other.ThrowIfRemoved()).Id);
        Assert.NotEmpty(Assert.Throws<ShareException>(() => owner.ThrowIfRemoved()).Advice);

        // Whoever was about to touch it doesn't crash.
        *kept = 1;
        GC.KeepAlive(other);
    }

    [Fact]
    public void Who_only_opened_it_ends_its_own_use_alone()
    {
        using SharedMemory owner = Memories.Of(8);
        SharedMemory other = SharedMemory.Open(owner.Location);

        other.Dispose();

        Assert.True(other.IsRemoved);
        Assert.False(owner.IsRemoved);
    }

    [Fact]
    public void The_memory_itself_is_given_back_at_once()
    {
        Proc.SkipUnlessLinux();
        const long Bytes = 64L << 20;
        SharedMemory memory = Memories.Of(Bytes);
        new Span<byte>(memory.Start, (int)Bytes).Fill(1);
        byte* start = memory.Start;
        Assert.InRange(Resident(start), Bytes, 2 * Bytes);

        memory.Dispose();

        Assert.InRange(Resident(start), 0, 1 << 20);
        Assert.Equal(0, start[Bytes / 2]);
        GC.KeepAlive(memory);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Memory_that_was_removed_cannot_be_opened(bool named)
    {
        SharedMemory owner = Memories.Of(1000, named);
        owner.Dispose();

        ShareException refused = Assert.Throws<ShareException>(() => SharedMemory.Open(owner.Location));

        Assert.Contains(refused.Id, (string[])["MemoryUnreachable", "SharedObjectRemoved"]);
    }

    [Fact]
    public void A_path_that_is_another_memorys_by_now_is_not_taken_for_it()
    {
        using SharedMemory memory = Memories.Of(1000);

        SharedMemoryLocation stale = memory.Location with { Key = memory.Location.Key + 1 };

        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => SharedMemory.Open(stale)).Id);
        Assert.Equal("SharedObjectRemoved", Assert.Throws<ShareException>(() => SharedMemory.Open(memory.Location with { Bytes = 999 })).Id);
    }

    [Fact]
    public void An_owner_that_is_gone_is_told_of()
    {
        SharedMemoryLocation nowhere = new($"/proc/{int.MaxValue}/fd/3", 8, 1);

        ShareException refused = Assert.Throws<ShareException>(() => SharedMemory.Open(nowhere));

        Assert.Equal("MemoryUnreachable", refused.Id);
        Assert.NotEmpty(refused.Advice);
    }

    [Fact]
    public void More_than_the_machine_has_is_refused_without_trying()
    {
        ShareException refused = Assert.Throws<ShareException>(() => Memories.Of(1L << 55));

        Assert.Equal("MemoryTooLarge", refused.Id);
        Assert.Contains("33,554,432.0 GiB", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Advice);
    }

    [Fact]
    public void A_disk_without_room_refuses()
        => Assert.Equal("MemoryRefused", Assert.Throws<ShareException>(() => Memories.Of(1L << 55, named: true)).Id);

    [Fact]
    public void A_stopped_one_is_not_made()
    {
        Proc.SkipUnlessLinux();
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => SharedMemory.Create(1 << 20, stop.Token));
    }

    [Fact]
    public void A_named_file_is_gone_once_it_is_disposed()
    {
        SharedMemory memory = Memories.Of(1000, named: true);
        Assert.True(File.Exists(memory.Location.Path));

        memory.Dispose();

        Assert.False(File.Exists(memory.Location.Path));
    }

    [Fact]
    public void Two_hundred_leave_no_open_file()
    {
        Proc.SkipUnlessLinux();

        for (int i = 0; i < 200; i++)
        {
            using SharedMemory owner = Memories.Of(100_000);
            using SharedMemory other = SharedMemory.Open(owner.Location);
            Assert.StartsWith("/memfd:pips", new FileInfo(owner.Location.Path).LinkTarget, StringComparison.Ordinal);
        }

        // Other tests have a few at the same time.
        Assert.InRange(
            Directory.GetFileSystemEntries("/proc/self/fd")
                .Count(entry => new FileInfo(entry).LinkTarget?.StartsWith("/memfd:pips", StringComparison.Ordinal) == true),
            0, 100);
    }

    [Fact]
    public void What_nobody_reaches_any_more_is_unmapped()
    {
        Proc.SkipUnlessLinux();
        string start = MapOne();

        Eventually.Holds(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !File.ReadAllText("/proc/self/maps").Contains(start, StringComparison.Ordinal);
            },
            "the mapping is gone");
    }

    [Fact]
    public void Another_process_has_the_same_bytes()
    {
        Proc.SkipUnlessLinux();
        using SharedMemory memory = Memories.Of(8);
        memory.Start[0] = (byte)'a';

        // A shell of the system's, so that nothing of ours is on the other side. The memory is behind a head.
        string script = $"dd if=$0 bs=1 skip={SharedMemory.HeadSize} count=1 2>/dev/null && "
            + $"printf b | dd of=$0 bs=1 seek={SharedMemory.HeadSize + 1} conv=notrunc 2>/dev/null";
        ProcessStartInfo start = new("/bin/sh", ["-c", script, memory.Location.Path])
        {
            RedirectStandardOutput = true,
        };
        using Process other = Process.Start(start)!;
        string read = other.StandardOutput.ReadToEnd();
        other.WaitForExit();

        Assert.Equal("a", read);
        Assert.Equal((byte)'b', memory.Start[1]);
        GC.KeepAlive(memory);
    }

    [Fact]
    public void Nobody_can_cut_it_short()
    {
        Proc.SkipUnlessLinux();
        using SharedMemory memory = Memories.Of(100_000);
        using FileStream file = new(memory.Location.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        Assert.ThrowsAny<Exception>(() => file.SetLength(0));
        Assert.Equal(0, memory.Start[99_999]);
    }

    // What of a mapping is in memory.
    private static long Resident(byte* start)
    {
        string of = First(start);
        string line = File.ReadLines("/proc/self/smaps")
            .SkipWhile(line => !line.StartsWith(of, StringComparison.Ordinal))
            .First(line => line.StartsWith("Rss:", StringComparison.Ordinal));
        return 1024 * long.Parse(line[4..^2], CultureInfo.InvariantCulture);
    }

    private static string First(byte* start) => ((nint)start - SharedMemory.HeadSize).ToString("x", CultureInfo.InvariantCulture) + "-";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string MapOne()
    {
        using SharedMemory memory = Memories.Of(1 << 20);
        return First(memory.Start);
    }
}
