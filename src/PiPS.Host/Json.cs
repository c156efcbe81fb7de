using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers.Testing;
using PiPS.Engine.Machine;

namespace PiPS.Host;

/// <summary>Results as JSON: their properties in camel case. Made by code that the compiler wrote: it starts faster.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PiEstimate))]
[JsonSerializable(typeof(PiEnvironment))]
[JsonSerializable(typeof(IReadOnlyList<CoreTest>))]
[JsonSerializable(typeof(ScalingReport))]
[JsonSerializable(typeof(IReadOnlyList<HostTest>))]
internal sealed partial class Json : JsonSerializerContext
{
    /// <summary>A result as text that ends with a line end.</summary>
    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type) + Environment.NewLine;
}
