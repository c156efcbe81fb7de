using System.Globalization;
using System.IO.Compression;

namespace PiPS.Package;

/// <summary>A zip file that is the same, byte by byte, whenever it is made from the same files.</summary>
internal static class Archive
{
    // A regular file; who unpacks it may read it, and run it if it is a program. Windows ignores it, and so do some that unpack.
    private const int Plain = (0x8000 | 0b110_100_100) << 16;
    private const int Program = (0x8000 | 0b111_101_101) << 16;

    public static void Write(string path, IReadOnlyList<PackedFile> files)
    {
        // Under another name until it is whole: the folder may be somebody's repository.
        string unfinished = path + ".new";
        Fill(unfinished, files);
        File.Move(unfinished, path, overwrite: true);
    }

    private static void Fill(string path, IReadOnlyList<PackedFile> files)
    {
        DateTimeOffset time = Time();
        using FileStream file = File.Create(path);
        using ZipArchive archive = new(file, ZipArchiveMode.Create);

        foreach (PackedFile packed in files)
        {
            ZipArchiveEntry entry = archive.CreateEntry(packed.Path, CompressionLevel.SmallestSize);
            entry.LastWriteTime = time;
            entry.ExternalAttributes = packed.IsProgram ? Program : Plain;
            using Stream content = entry.Open();
            content.Write(packed.Content);
        }
    }

    // As reproducible-builds.org has it; zip knows no time before 1980.
    private static DateTimeOffset Time()
        => long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), CultureInfo.InvariantCulture, out long seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(seconds, 315_532_800))
            : new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
