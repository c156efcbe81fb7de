using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>Compares keys as PowerShell's @{} does: strings without regard to case; 1 and 1L are two keys.</summary>
internal sealed class KeyComparer : IEqualityComparer<object>
{
    private KeyComparer()
    {
    }

    public static KeyComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => x is string text && y is string other
        ? string.Equals(text, other, StringComparison.OrdinalIgnoreCase)
        : object.Equals(x, y);

    public int GetHashCode([DisallowNull] object obj) => obj is string text ? StringComparer.OrdinalIgnoreCase.GetHashCode(text) : obj.GetHashCode();
}
