namespace PiPS.Engine.Pools.Logging;

/// <summary>Goes through the lines of a stream in bounded memory.</summary>
internal static class LineScanner
{
    /// <summary>Longer lines are shown cut: no log has such.</summary>
    public const int MaximumLine = 1 << 16;

    private const int ChunkBytes = 1 << 20;

    public delegate void LineSeen(ReadOnlySpan<byte> line, long number);

    /// <summary>Shows each line without its line feed, counted from 1. What follows the last line feed isn't shown.</summary>
    public static void Scan(Stream source, LineSeen seen)
    {
        byte[] buffer = new byte[ChunkBytes];
        int kept = 0;
        long number = 0;

        while (source.Read(buffer, kept, buffer.Length - kept) is int read and > 0)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, kept + read);

            for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                seen(rest[..Math.Min(end, MaximumLine)], ++number);
                rest = rest[(end + 1)..];
            }

            // Of a line that is too long, its beginning is enough.
            kept = Math.Min(rest.Length, MaximumLine);
            rest[..kept].CopyTo(buffer);
        }
    }

    /// <summary>Where the last line ends: behind its line feed, or 0 if there is none.</summary>
    public static long EndOfLastLine(Stream source)
    {
        byte[] buffer = new byte[MaximumLine];
        long at = source.Length;

        while (at > 0)
        {
            int length = (int)Math.Min(at, buffer.Length);
            at -= length;
            source.Position = at;
            source.ReadExactly(buffer, 0, length);
            int found = buffer.AsSpan(0, length).LastIndexOf((byte)'\n');

            if (found >= 0)
            {
                return at + found + 1;
            }
        }

        return 0;
    }
}
