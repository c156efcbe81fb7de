using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>A block of memory that processes of this machine map, zeroed at first. Any thread may use it, and end it.</summary>
/// <remarks>
/// Disposing ends its use, its owner's everybody's; it never takes the mapping away from under whoever uses it at that moment. That
/// goes when nobody can reach this object any more: so who takes <see cref="Start"/> has to keep the object alive, and to look
/// whether it <see cref="IsRemoved"/> once the values are read. The owner gives the memory itself back at once.
/// <code>
/// 0    8  key, which its location tells
/// 8    8  bytes
/// 64   4  1 once it was removed; on a line of its own, which all keep in their caches
/// 4096    the memory
/// </code>
/// </remarks>
internal sealed unsafe class SharedMemory : IDisposable
{
    // A page: copies in were a tenth faster than to behind 128 bytes. Arrays of this process begin a little behind a page's start, and
    // where copies go a little further behind one, loads wait for stores to the same place of another page.
    internal const int HeadSize = 4096;

    private const int RemovedAt = 64;

    // Populating an opened one's pages beforehand saves faults that cost more than copying; of more, most may never be touched.
    private const long MostToPopulate = 1L << 30;
    private const int PopulateWrite = 23;

    private readonly SafeMemoryMappedViewHandle _view;
    private readonly byte* _mapped;
    private MemoryFile? _owned;
    private volatile bool _closed;

    private SharedMemory(SafeFileHandle file, MemoryFile? owned, SharedMemoryLocation location)
    {
        long size = HeadSize + location.Bytes;
        using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
            file, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = map.CreateViewAccessor(0, size).SafeMemoryMappedViewHandle;
        _mapped = (byte*)_view.DangerousGetHandle();
        _owned = owned;
        Location = location;

        if (OperatingSystem.IsLinux() && (owned is not null || size <= MostToPopulate))
        {
            // Advice: where the kernel doesn't know it, pages come as they are touched.
            _ = UnixCalls.Advise((nint)_mapped, (nuint)size, PopulateWrite);
        }
    }

    /// <summary>Where other processes find it.</summary>
    public SharedMemoryLocation Location { get; }

    /// <summary>Its size.</summary>
    public long Bytes => Location.Bytes;

    /// <summary>Its first byte, on a cache line's start.</summary>
    /// <exception cref="ShareException">It was removed, or closed here.</exception>
    public byte* Start
    {
        get
        {
            ThrowIfRemoved();
            return _mapped + HeadSize;
        }
    }

    /// <summary>Whether its owner removed it, or it was closed here.</summary>
    public bool IsRemoved
    {
        get
        {
            bool removed = _closed || Volatile.Read(ref *(int*)(_mapped + RemovedAt)) != 0;
            GC.KeepAlive(this);
            return removed;
        }
    }

    /// <summary>A new one, which this process owns.</summary>
    /// <param name="bytes">From 1.</param>
    /// <param name="stop">Stops what takes a while: half a second for a gigabyte.</param>
    /// <exception cref="ShareException">There isn't enough memory.</exception>
    public static SharedMemory Create(long bytes, CancellationToken stop = default)
    {
        ThrowUnlessAvailable(bytes);
        return Owned(MemoryFile.Create(HeadSize + bytes, stop), bytes);
    }

    /// <summary>A new one in a file that has a name, as where there is no nameless memory.</summary>
    public static SharedMemory CreateIn(string folder, long bytes) => Owned(MemoryFile.InFolder(folder, HeadSize + bytes), bytes);

    /// <summary>Another process's.</summary>
    /// <exception cref="ShareException">It isn't there any more, or isn't for us.</exception>
    public static SharedMemory Open(SharedMemoryLocation location)
    {
        using SafeFileHandle file = MemoryFile.Open(location.Path);

        if (RandomAccess.GetLength(file) != HeadSize + location.Bytes)
        {
            throw MemoryErrors.SharedObjectRemoved();
        }

        try
        {
            SharedMemory memory = new(file, null, location);
            return *(long*)memory._mapped == location.Key ? memory : throw MemoryErrors.SharedObjectRemoved();
        }
        catch (IOException refused)
        {
            throw MemoryErrors.MemoryUnreachable(refused.Message);
        }
    }

    /// <summary>Throws if it can't be used any more.</summary>
    /// <exception cref="ShareException">It was removed, or closed here.</exception>
    public void ThrowIfRemoved()
    {
        if (IsRemoved)
        {
            throw MemoryErrors.SharedObjectRemoved();
        }
    }

    /// <summary>Ends its use here, and if it is this process's own, everywhere. The mapping goes later.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _owned, null) is MemoryFile owned)
        {
            using (owned)
            {
                Volatile.Write(ref *(int*)(_mapped + RemovedAt), 1);
                owned.GiveBack(HeadSize, Bytes);
            }
        }

        _closed = true;
        GC.KeepAlive(this);
    }

    private static SharedMemory Owned(MemoryFile file, long bytes)
    {
        try
        {
            SharedMemory memory = new(file.Handle, file, new(file.Path, bytes, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)))));
            *(long*)memory._mapped = memory.Location.Key;
            *(long*)(memory._mapped + sizeof(long)) = bytes;
            return memory;
        }
        catch (IOException refused)
        {
            file.Dispose();
            throw MemoryErrors.MemoryRefused(bytes, $"it can't be mapped ({refused.Message})");
        }
    }

    private static void ThrowUnlessAvailable(long bytes)
    {
        long available = MemoryRoom.Available();

        // Some is left for whoever else needs it, or the system kills to get it.
        if (bytes > available - (available / 20))
        {
            throw MemoryErrors.MemoryTooLarge(bytes, available);
        }
    }
}
