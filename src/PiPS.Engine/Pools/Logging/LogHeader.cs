using System.Text;
using System.Text.Json;

namespace PiPS.Engine.Pools.Logging;

/// <summary>A log's first line: <c>{"format":"PiPS task log","version":1}</c>.</summary>
internal static class LogHeader
{
    public const string Format = "PiPS task log";

    /// <summary>Readers refuse higher ones. A new member of a line doesn't make one: readers ignore what they don't know.</summary>
    public const int Version = 1;

    /// <summary>Longer ones are no header.</summary>
    public const int MaximumBytes = 4096;

    private static readonly byte[] Line = Encoding.UTF8.GetBytes($$"""{"format":"{{Format}}","version":{{Version}}}""" + "\n");

    /// <summary>It, with its line feed.</summary>
    public static ReadOnlySpan<byte> Bytes => Line;

    /// <summary>The version that a first line names; nothing if it is no header.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> line)
    {
        // An editor may have put a byte-order mark there.
        line = line.StartsWith(Encoding.UTF8.Preamble) ? line[Encoding.UTF8.Preamble.Length..] : line;

        try
        {
            Utf8JsonReader reader = new(line);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;

            return !reader.Read()
                && root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("format", out JsonElement format) && format.ValueKind == JsonValueKind.String
                && format.ValueEquals(Format)
                && root.TryGetProperty("version", out JsonElement version) && version.ValueKind == JsonValueKind.Number
                && version.TryGetInt32(out int number) && number > 0
                ? number
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The parser says InvalidOperation of text that is half a character.
            return null;
        }
    }
}
