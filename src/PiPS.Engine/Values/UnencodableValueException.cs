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
}
