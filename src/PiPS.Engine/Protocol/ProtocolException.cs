namespace PiPS.Engine.Protocol;

/// <summary>The other side sent what can't be understood. The connection is of no more use.</summary>
public sealed class ProtocolException : Exception
{
    internal ProtocolException(Rejection rejection, string message, Exception? cause = null)
        : base(message, cause)
    {
        Rejection = rejection;
    }

    /// <summary>Why.</summary>
    public Rejection Rejection { get; }
}
