namespace PiPS.Engine.Estimating;

/// <summary>What counts the blocks.</summary>
public enum WorkerType
{
    /// <summary>What is fastest for the size: the calling thread for a little work, a thread a processor for more.</summary>
    Auto,

    /// <summary>The calling thread alone.</summary>
    Sequential,

    /// <summary>Threads of this process.</summary>
    Thread,

    /// <summary>Processes of their own.</summary>
    Process,
}
