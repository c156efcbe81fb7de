using System.Text.Json.Serialization;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>Benchmarks as JSON, by code that the compiler wrote. To be used by way of <see cref="BenchmarkForm"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BenchmarkDocument))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
