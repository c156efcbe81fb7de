namespace PiPS.Engine.Sharing;

/// <summary>What was asked of a shared object is refused.</summary>
public sealed class ShareException : InvalidOperationException
{
    /// <param name="id">Name of the error.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="advice">What to do instead, as a sentence.</param>
    public ShareException(string id, string message, string advice)
        : base(message)
    {
        Id = id;
        Advice = advice;
    }

    /// <summary>Name of the error, such as <c>SharedObjectRemoved</c>.</summary>
    public string Id { get; }

    /// <summary>What to do instead, as a sentence.</summary>
    public string Advice { get; }
}
