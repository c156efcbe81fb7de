using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using PiPS.Engine.Files;
using PiPS.Engine.Sharing;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Where a worker process notes the item that it is on, in memory that its parent reads too, also after its death.</summary>
/// <remarks>
/// Three numbers of eight bytes: the item's index times two, plus one once it ended; since when, on the clock that all
/// processes of a machine share; the batch of messages that its script is on, times 1024, plus how many of these it was handed: one
/// number, for it may die between two. Then what it said and hasn't sent. The file that the memory needs is deleted as soon as both have
/// it open.
/// </remarks>
internal sealed unsafe class MarkMemory : IDisposable
{
    private const int MarkSize = 24;
    private const int CountBits = 10;
    private const int Size = MarkSize + Outbox.Size;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _numbers;

    private MarkMemory(string path, FileStream stream)
    {
        Path = path;
        _file = MemoryMappedFile.CreateFromFile(stream, null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Size);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _numbers = (long*)start;
        Outbox = new(start + MarkSize);
    }

    /// <summary>Where the worker finds it.</summary>
    public string Path { get; }

    /// <summary>What it said and hasn't sent.</summary>
    public Outbox Outbox { get; }

    public ItemMark Mark
    {
        get
        {
            long since = Volatile.Read(ref _numbers[1]);
            long item = Volatile.Read(ref _numbers[0]);
            return new((item >> 1) - 1, (item & 1) != 0, Stopwatch.GetElapsedTime(since));
        }
    }

    /// <summary>How far it got with messages that it took ahead.</summary>
    public TakenMark Taken
    {
        get
        {
            long taken = Volatile.Read(ref _numbers[2]);
            return new(taken >> CountBits, (int)taken & ((1 << CountBits) - 1));
        }
    }

    /// <summary>The parent's: new, and nothing begun.</summary>
    public static MarkMemory Create()
    {
        FileStream stream = InMemory() ?? In(System.IO.Path.GetTempPath());
        string path = stream.Name;

        if (!OperatingSystem.IsLinux())
        {
            MarkMemory memory = new(path, stream);
            memory.Ended();
            return memory;
        }

        // Its name is gone before anybody can be killed: the worker opens it by the descriptor.
        string open = $"/proc/{Environment.ProcessId}/fd/{stream.SafeFileHandle.DangerousGetHandle()}";
        File.Delete(path);
        MarkMemory unnamed = new(open, stream);
        unnamed.Ended();
        return unnamed;
    }

    /// <summary>The worker's: its parent's.</summary>
    public static MarkMemory Open(string path)
        => new(path, new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Nobody else needs to find it any more.</summary>
    public void Hide()
    {
        if (!OperatingSystem.IsLinux())
        {
            File.Delete(Path);
        }
    }

    public void Began(long index)
    {
        Volatile.Write(ref _numbers[1], Stopwatch.GetTimestamp());
        Volatile.Write(ref _numbers[0], (index + 1) << 1);
    }

    /// <summary>So many messages of a batch, of fewer than 1024, were handed to the script.</summary>
    public void Handed(long batch, int count) => Volatile.Write(ref _numbers[2], (batch << CountBits) | (uint)count);

    /// <summary>A new run begins: its indices are others.</summary>
    public void Clear() => Volatile.Write(ref _numbers[0], 1);

    public void Ended() => Volatile.Write(ref _numbers[0], _numbers[0] | 1);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    // Nothing where there is no such folder, or nothing can be written there: then a disk has to do.
    private static FileStream? InMemory()
    {
        try
        {
            return Directory.Exists("/dev/shm") ? In("/dev/shm") : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileStream In(string folder)
    {
        FileStream stream = PrivateFile.Create(System.IO.Path.Combine(folder, $"pips-{Environment.ProcessId}-{Guid.NewGuid():N}"));

        try
        {
            stream.SetLength(Size);
            return stream;
        }
        catch
        {
            stream.Dispose();
            File.Delete(stream.Name);
            throw;
        }
    }
}
