namespace PiPS.Engine.Machine;

/// <summary>A thread can't be kept on the processors that it was to be kept on.</summary>
public sealed class PinningException : Exception
{
    internal PinningException(string message)
        : base(message)
    {
    }
}
