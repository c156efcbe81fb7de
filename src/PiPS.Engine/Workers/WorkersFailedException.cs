namespace PiPS.Engine.Workers;

/// <summary>Workers died one after the other, with nothing done in between: a further one would die as well.</summary>
public class WorkersFailedException : Exception
{
    internal WorkersFailedException(int deaths, WorkerLostException last)
        : base($"{deaths} workers in a row were lost before they finished any work. {last.Message}", last)
    {
        ProcessId = last.ProcessId;
    }

    private protected WorkersFailedException(string message)
        : base(message)
    {
    }

    /// <summary>The last process that was lost; 0 if it never started.</summary>
    public int ProcessId { get; }
}
