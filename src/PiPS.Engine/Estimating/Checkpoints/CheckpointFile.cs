using PiPS.Engine.Files;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>A checkpoint's file: lines, the last whole one of which counts. It is always whole, whenever a write is cut off.</summary>
internal sealed class CheckpointFile : IDisposable
{
    /// <summary>Bytes after which older lines are given up.</summary>
    public const long MaximumBytes = 1 << 20;

    private const int FewestLines = 8;
    private const long LargestRead = 256 << 20;
    private static readonly FileRefusals Refusals = new(CheckpointErrors.CheckpointNotOpened, CheckpointErrors.CheckpointInUse);

    private readonly Stream _file;
    private readonly Action _makeDurable;
    private long _end;

    private CheckpointFile(Stream file, Action makeDurable, long end)
    {
        _file = file;
        _makeDurable = makeDurable;
        _end = end;
    }

    /// <summary>What was there when it was opened; nothing if it is new.</summary>
    public CheckpointContent? Found { get; private init; }

    /// <summary>Whether there was something behind that which couldn't be read: what it said is lost.</summary>
    public bool IsTorn { get; private init; }

    /// <summary>Whether there was no file of that name before it was opened.</summary>
    public bool IsNew => _file is LockedFile { IsNew: true };

    /// <summary>Whether its name was taken from it: what is written then is nobody's.</summary>
    public bool IsGone => _file is LockedFile named && !File.Exists(named.Name);

    /// <summary>Opens it for this command alone; it is written to by <see cref="Write"/> only.</summary>
    /// <exception cref="InvalidOptionException">It is refused; it is then as it was.</exception>
    public static CheckpointFile Open(string path)
    {
        CheckpointFile? opened = null;
        LockedFile.Open(path, Refusals, file => opened = Read(file, path, () => file.Flush(flushToDisk: true)));
        return opened!;
    }

    /// <summary>The same, on any stream.</summary>
    public static CheckpointFile Read(Stream file, string path, Action makeDurable)
    {
        if (file.Length > LargestRead)
        {
            throw CheckpointErrors.CheckpointForeign(path);
        }

        byte[] bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        ReadOnlySpan<byte> whole = bytes.AsSpan(0, bytes.AsSpan().LastIndexOf((byte)'\n') + 1);
        ReadOnlySpan<byte> rest = whole;

        // By its beginning, not by the line feed before it: that may be what was damaged.
        for (int start = rest.LastIndexOf(CheckpointLine.Start); start >= 0; start = rest.LastIndexOf(CheckpointLine.Start))
        {
            ReadOnlySpan<byte> line = rest[start..];
            line = line.IndexOf((byte)'\n') is int end and >= 0 ? line[..end] : line;

            if (CheckpointLine.VersionOf(line) is int version and > CheckpointLine.Version)
            {
                throw CheckpointErrors.CheckpointNewer(path, version);
            }

            if (CheckpointLine.Read(line) is { } content)
            {
                return new(file, makeDurable, whole.Length) { Found = content, IsTorn = start + line.Length + 1 != bytes.Length };
            }

            rest = rest[..start];
        }

        // A first line that wasn't written whole is as good as none.
        ReadOnlySpan<byte> known = CheckpointLine.Start[..Math.Min(CheckpointLine.Start.Length, bytes.Length)];
        return !bytes.AsSpan().StartsWith(known) ? throw CheckpointErrors.CheckpointForeign(path)
            : whole.Length > 0 ? throw CheckpointErrors.CheckpointDamaged(path)
            : new(file, makeDurable, 0);
    }

    /// <summary>Writes a line durably.</summary>
    /// <exception cref="IOException">It can't be written; those before are still there.</exception>
    public void Write(CheckpointContent content)
    {
        byte[] line = CheckpointLine.Write(content);

        try
        {
            _file.Position = _end;
            _file.Write(line);
            // What is behind it wasn't written whole.
            _file.SetLength(_end + line.Length);
            _makeDurable();
            _end += line.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            CutOff();
            throw;
        }

        if (_end > Math.Max(MaximumBytes, (long)line.Length * FewestLines))
        {
            Shorten(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // The line at the end counts until it is cut off; by then it is at the beginning, and durable. Twice, so that a flaw leaves one.
    private void Shorten(byte[] line)
    {
        _file.Position = 0;
        _file.Write(line);
        _file.Write(line);
        _makeDurable();
        _file.SetLength(2L * line.Length);
        _makeDurable();
        _end = 2L * line.Length;
    }

    private void CutOff()
    {
        try
        {
            _file.SetLength(_end);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
    }
}
