namespace PiPS.Soaking.Workloads;

/// <summary>Compares results: arrays of bytes by their bytes.</summary>
internal sealed class ResultComparer : IEqualityComparer<object?>
{
    public static ResultComparer Instance { get; } = new();

    bool IEqualityComparer<object?>.Equals(object? x, object? y) => x is byte[] one && y is byte[] other ? one.AsSpan().SequenceEqual(other) : Equals(x, y);

    public int GetHashCode(object? obj) => obj?.GetHashCode() ?? 0;
}
