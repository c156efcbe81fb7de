using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>Benchmarks as JSON, exactly: every double is read as it was, and so is every seed. Made by code that the compiler wrote.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BenchmarkDocument))]
internal sealed partial class BenchmarkJson : JsonSerializerContext
{
    /// <summary>The document's form.</summary>
    public static JsonTypeInfo<BenchmarkDocument> Document { get; } = (JsonTypeInfo<BenchmarkDocument>)Options().GetTypeInfo(typeof(BenchmarkDocument));

    private static JsonSerializerOptions Options() => new(Default.Options)
    {
        AllowDuplicateProperties = false,
        TypeInfoResolver = Default.WithAddedModifier(LeaveEnvironmentOut),
    };

    // The document has it once for all points.
    private static void LeaveEnvironmentOut(JsonTypeInfo type)
    {
        if (type.Type != typeof(ScalingPoint))
        {
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties.Where(property => property.Name == "environment"))
        {
            property.IsRequired = false;
            property.ShouldSerialize = (_, _) => false;
        }
    }
}
