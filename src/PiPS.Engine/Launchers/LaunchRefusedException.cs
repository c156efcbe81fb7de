namespace PiPS.Engine.Launchers;

/// <summary>A worker can't be put somewhere, and waiting wouldn't help.</summary>
internal sealed class LaunchRefusedException : Exception
{
    public LaunchRefusedException(LaunchFailure failure, Exception? cause = null)
        : base(failure.Message, cause)
    {
        Failure = failure;
    }

    public LaunchFailure Failure { get; }
}
