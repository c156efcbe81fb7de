using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiPS.Host;

/// <summary>A result as JSON: its properties in camel case.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + Environment.NewLine;
}
