namespace PiPS.Engine.Sharing;

/// <summary>What was asked of a shared object is refused.</summary>
public sealed class ShareException : InvalidOperationException
{
    /// <param name="id">Name of the error.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="advice">What to do instead, as a sentence.</param>
    public ShareException(string id, string problem, string advice)
        : base($"{problem} {advice}")
    {
        Id = id;
        Problem = problem;
        Advice = advice;
    }

    /// <summary>Name of the error, such as <c>SharedObjectRemoved</c>.</summary>
    public string Id { get; }

    /// <summary>What is wrong. The message says what to do as well: of a method that fails, scripts see nothing else.</summary>
    public string Problem { get; }

    /// <summary>What to do instead, as a sentence.</summary>
    public string Advice { get; }
}
