namespace PiPS.Engine.Workers;

/// <summary>A worker died, or said what can't be. What it held has to be done again.</summary>
public sealed class WorkerLostException : Exception
{
    internal WorkerLostException(int processId, string message, Exception? cause = null)
        : base(message, cause)
    {
        ProcessId = processId;
    }

    /// <summary>The process that was lost; 0 if it never started.</summary>
    public int ProcessId { get; }
}
