namespace PiPS.Engine.Values;

/// <summary>A value can't travel to another process.</summary>
public sealed class UnencodableValueException : Exception
{
    /// <param name="message">What it is and why it can't.</param>
    /// <param name="cause">What went wrong underneath, if anything did.</param>
    public UnencodableValueException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Name of the error, where it is one of its own; else empty.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The name of what can't travel, where the error has an id.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>What to do instead, where the error has an id.</summary>
    public string Advice { get; init; } = string.Empty;
}
