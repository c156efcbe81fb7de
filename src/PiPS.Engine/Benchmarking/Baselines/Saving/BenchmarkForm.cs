using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>How a benchmark is JSON, exactly: every double is read as it was, and so is every seed.</summary>
internal static class BenchmarkForm
{
    /// <summary>The document's form.</summary>
    public static JsonTypeInfo<BenchmarkDocument> Document { get; } = (JsonTypeInfo<BenchmarkDocument>)Settings().GetTypeInfo(typeof(BenchmarkDocument));

    private static JsonSerializerOptions Settings() => new(BenchmarkJson.Default.Options)
    {
        AllowDuplicateProperties = false,
        TypeInfoResolver = BenchmarkJson.Default.WithAddedModifier(LeaveEnvironmentOut),
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
