using System.Text.Json;

namespace PiPS.Engine.Pools.Logging;

/// <summary>What a line says, as far as it matters to a later run.</summary>
internal static class LogLineReader
{
    /// <summary>Reads a line. Members that aren't known are ignored.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ItemKey item, out LoggedState state)
    {
        ContentKey? key = null;
        int occurrence = 0;
        state = LoggedState.Unknown;
        item = default;

        try
        {
            Utf8JsonReader reader = new(line);

            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("key"u8))
                {
                    key = ReadKey(ref reader);
                }
                else if (reader.ValueTextEquals("occurrence"u8))
                {
                    occurrence = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : 0;
                }
                else if (reader.ValueTextEquals("status"u8))
                {
                    state = ReadState(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            // Behind the object there is nothing more, or reading fails.
            bool isWhole = reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0 && !reader.Read();
            item = new(key.GetValueOrDefault(), occurrence);
            return isWhole && key is not null && occurrence > 0 && state != LoggedState.Unknown;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader says InvalidOperation of text that is half a character.
            return false;
        }
    }

    private static ContentKey? ReadKey(ref Utf8JsonReader reader)
        => reader.Read() && reader.TokenType == JsonTokenType.String && ContentKey.TryRead(reader.ValueSpan, out ContentKey key) ? key : null;

    private static LoggedState ReadState(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return LoggedState.Unknown;
        }

        return reader.ValueTextEquals("Completed"u8)
            ? LoggedState.Completed
            : reader.ValueTextEquals("Failed"u8) || reader.ValueTextEquals("TimedOut"u8) || reader.ValueTextEquals("WorkerLost"u8)
            ? LoggedState.NotCompleted
            : LoggedState.Unknown;
    }
}
