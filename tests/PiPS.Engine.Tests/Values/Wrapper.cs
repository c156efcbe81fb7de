namespace PiPS.Engine.Tests.Values;

/// <summary>What stands for PowerShell's wrapper around each object.</summary>
internal sealed class Wrapper
{
    public object? Value { get; init; }

    /// <summary>Called as it is taken off.</summary>
    public Action Opened { get; init; } = () => { };
}
