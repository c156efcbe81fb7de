using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>A checkpoint's line: JSON that says all of it, so that any whole line is enough.</summary>
/// <remarks>
/// <code>
/// format     "PiPS checkpoint"
/// version    1; a change of what a block's hits are is a new version, too
/// generator  Xoshiro256PlusPlus or MersenneTwister
/// seed       0 to 2^64 - 1
/// blockSize  trials of a block
/// finished   [first block, blocks, trials, hits] for each run of neighbouring blocks, ascending
/// check      16 hexadecimal digits: the first 64 bits of the SHA-256 of the line up to ,"check"
/// </code>
/// </remarks>
internal static class CheckpointLine
{
    /// <summary>The version that is written, and the highest that is read.</summary>
    public const int Version = 1;

    private const int CheckDigits = 16;

    /// <summary>How every line begins.</summary>
    public static ReadOnlySpan<byte> Start => "{\"format\":\"PiPS checkpoint\",\"version\":"u8;

    private static ReadOnlySpan<byte> CheckStart => ",\"check\":\""u8;

    private static ReadOnlySpan<byte> CheckEnd => "\"}"u8;

    /// <summary>The line, with its line feed.</summary>
    public static byte[] Write(CheckpointContent content)
    {
        ArrayBufferWriter<byte> line = new();
        using Utf8JsonWriter json = new(line);
        json.WriteStartObject();
        json.WriteString("format"u8, "PiPS checkpoint"u8);
        json.WriteNumber("version"u8, Version);
        json.WriteString("generator"u8, content.Generator.ToString());
        json.WriteNumber("seed"u8, content.Seed);
        json.WriteNumber("blockSize"u8, content.BlockSize);
        json.WriteStartArray("finished"u8);

        foreach (FinishedBlocks blocks in content.Finished)
        {
            json.WriteStartArray();
            json.WriteNumberValue(blocks.First);
            json.WriteNumberValue(blocks.Blocks);
            json.WriteNumberValue(blocks.Trials);
            json.WriteNumberValue(blocks.Hits);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Flush();
        byte[] check = Check(line.WrittenSpan);
        line.Write(CheckStart);
        line.Write(check);
        line.Write(CheckEnd);
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Reads a line without its line feed.</summary>
    /// <returns>Nothing if it isn't whole, was changed, or is a later version's.</returns>
    public static CheckpointContent? Read(ReadOnlySpan<byte> line)
    {
        int tail = CheckStart.Length + CheckDigits + CheckEnd.Length;

        if (line.Length <= tail || !line.StartsWith(Start) || !line.EndsWith(CheckEnd))
        {
            return null;
        }

        ReadOnlySpan<byte> said = line[..^tail];
        ReadOnlySpan<byte> check = line[^tail..];

        if (!check.StartsWith(CheckStart) || !check[CheckStart.Length..^CheckEnd.Length].SequenceEqual(Check(said)))
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(line.ToArray());
            return Content(json.RootElement) is { } content && content.IsPossible() ? content : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The version that a line says to have; nothing if it has none.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Start))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = line[Start.Length..];
        int digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return int.TryParse(rest[..(digits < 0 ? rest.Length : digits)], out int version) ? version : null;
    }

    private static CheckpointContent? Content(JsonElement json)
    {
        // Enum.TryParse takes numbers as well.
        return json.GetProperty("version"u8).GetInt32() <= Version
            && Enum.GetNames<Generator>().Contains(json.GetProperty("generator"u8).GetString())
            && json.GetProperty("blockSize"u8).GetInt64() is long size and >= 1 and <= BlockPlan.MaximumTrials
            ? new(
                Enum.Parse<Generator>(json.GetProperty("generator"u8).GetString()!), json.GetProperty("seed"u8).GetUInt64(), size,
                [.. json.GetProperty("finished"u8).EnumerateArray().Select(Blocks)])
            : null;
    }

    private static FinishedBlocks Blocks(JsonElement json)
        => new(json[0].GetInt64(), json[1].GetInt64(), json[2].GetInt64(), json[3].GetInt64());

    private static byte[] Check(ReadOnlySpan<byte> said)
        => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(said).AsSpan(0, CheckDigits / 2)));
}
