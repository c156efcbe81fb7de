using System.Globalization;
using System.Text;
using System.Text.Json;
using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>Benchmarks in files.</summary>
public static class BenchmarkFile
{
    /// <summary>Files above this aren't read: 64 MiB, a quarter of a million samples.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    // A damaged file is still told from something else by its beginning.
    private const int HeadBytes = 256;

    /// <summary>The format that a path's extension says.</summary>
    /// <exception cref="InvalidOptionException">It says none.</exception>
    public static BenchmarkFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSON" => BenchmarkFormat.Json,
        ".CSV" => BenchmarkFormat.Csv,
        ".MD" or ".MARKDOWN" => BenchmarkFormat.Markdown,
        _ => throw BenchmarkErrors.FormatUnknown(path),
    };

    /// <summary>Writes a benchmark, whole or not at all.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="path">The whole path.</param>
    /// <param name="format">What to write it as.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced; else it is refused.</param>
    /// <exception cref="InvalidOptionException">It has values that can't be, there is a file already, or it can't be written.</exception>
    public static void Write(PiBenchmark benchmark, string path, BenchmarkFormat format, bool overwrite)
    {
        BenchmarkCheck.ThrowIfDamaged(benchmark);
        WholeFile.Write(path, overwrite, stream => Write(benchmark, stream, format));
    }

    /// <summary>Reads a benchmark that was written as JSON.</summary>
    /// <param name="path">The whole path.</param>
    /// <exception cref="InvalidOptionException">It isn't a benchmark, a later version's, damaged, too large, or can't be read.</exception>
    public static PiBenchmark Read(string path)
    {
        byte[] content;

        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            content = Content(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BenchmarkErrors.BenchmarkNotRead(path, error.Message);
        }

        return Parse(content, path);
    }

    internal static void Write(PiBenchmark benchmark, Stream stream, BenchmarkFormat format)
    {
        switch (format)
        {
            case BenchmarkFormat.Csv:
                stream.Write(Encoding.UTF8.GetBytes(BenchmarkCsv.Text(benchmark)));
                break;
            case BenchmarkFormat.Markdown:
                stream.Write(Encoding.UTF8.GetBytes(BenchmarkMarkdown.Text(benchmark)));
                break;
            default:
                JsonSerializer.Serialize(stream, BenchmarkDocument.Of(benchmark), BenchmarkForm.Document);
                stream.Write("\n"u8);
                break;
        }
    }

    /// <param name="content">Any bytes.</param>
    /// <param name="path">What to call them.</param>
    /// <exception cref="InvalidOptionException">They aren't a benchmark, a later version's, or damaged.</exception>
    internal static PiBenchmark Parse(ReadOnlyMemory<byte> content, string path)
    {
        // Editors on Windows put a mark before the text.
        ReadOnlyMemory<byte> text = content.Span.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;

        try
        {
            using JsonDocument json = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            ThrowIfForeign(json.RootElement, path);
            PiBenchmark benchmark = json.RootElement.Deserialize(BenchmarkForm.Document)?.Restore() ?? throw BenchmarkErrors.NotABenchmark(path);

            return BenchmarkCheck.Problem(benchmark) is string problem ? throw BenchmarkErrors.BenchmarkDamaged(path, problem) : benchmark;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The parser says InvalidOperation of names that are half a character.
            throw LooksLikeOne(text.Span) ? BenchmarkErrors.BenchmarkDamaged(path, Reason(error as JsonException)) : BenchmarkErrors.NotABenchmark(path);
        }
    }

    private static void ThrowIfForeign(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("format", out JsonElement format) || format.ValueKind != JsonValueKind.String || !format.ValueEquals(BenchmarkDocument.Mark))
        {
            throw BenchmarkErrors.NotABenchmark(path);
        }

        if (!root.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number < 1)
        {
            throw BenchmarkErrors.BenchmarkDamaged(path, "it has no format version");
        }

        if (number > PiBenchmark.CurrentFormat)
        {
            throw BenchmarkErrors.BenchmarkVersionUnknown(path, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool LooksLikeOne(ReadOnlySpan<byte> text) => text[..Math.Min(text.Length, HeadBytes)].IndexOf("\"PiPS benchmark\""u8) >= 0;

    // Its place in the file, and what is wrong there; the parser's own words can quote what is in the file, and name types of ours.
    private static string Reason(JsonException? error) => error?.Path is { Length: > 0 } place && place != "$"
        ? $"the value at {new string([.. place.Where(letter => !char.IsControl(letter)).Take(100)])} isn't what it has to be"
        : error?.LineNumber is long line ? $"its text breaks off or isn't JSON in line {line + 1}"
        : "a name in it is there twice, or isn't text";

    private static byte[] Content(FileStream file, string path)
    {
        // Its length says nothing where it is a pipe or a device.
        using MemoryStream content = new();
        byte[] part = new byte[64 * 1024];

        for (int read; (read = file.Read(part)) > 0;)
        {
            content.Write(part, 0, read);

            if (content.Length > MaximumBytes)
            {
                throw BenchmarkErrors.BenchmarkTooLarge(path, MaximumBytes);
            }
        }

        return content.ToArray();
    }
}
