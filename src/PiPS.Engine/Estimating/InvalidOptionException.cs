namespace PiPS.Engine.Estimating;

/// <summary>What was asked for can't be done. It is thrown before any work starts.</summary>
public sealed class InvalidOptionException : ArgumentException
{
    internal InvalidOptionException(string id, object? target, string message, string advice)
        : base(message)
    {
        Id = id;
        Target = target;
        Advice = advice;
    }

    /// <summary>Name of the error, such as <c>TrialsOutOfRange</c>.</summary>
    public string Id { get; }

    /// <summary>The value that was refused.</summary>
    public object? Target { get; }

    /// <summary>What to do instead, as a sentence.</summary>
    public string Advice { get; }
}
