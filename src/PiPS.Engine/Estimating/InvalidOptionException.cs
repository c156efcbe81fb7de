namespace PiPS.Engine.Estimating;

/// <summary>What was asked for can't be done. It is thrown before any work starts.</summary>
public sealed class InvalidOptionException : ArgumentException
{
    /// <param name="id">Name of the error.</param>
    /// <param name="target">The value that was refused.</param>
    /// <param name="message">What is wrong with it.</param>
    /// <param name="advice">What to do instead, as a sentence.</param>
    public InvalidOptionException(string id, object? target, string message, string advice)
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
