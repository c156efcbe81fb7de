namespace PiPS.Engine.Estimating;

/// <summary>Whether each worker is kept on one logical processor, and on which.</summary>
public enum WorkerPinning
{
    /// <summary>The operating system places workers, and moves them.</summary>
    None,

    /// <summary>As far apart as possible: on another socket, else another memory node, else another core; hardware threads share cores last.</summary>
    Spread,

    /// <summary>As close as possible: a core's hardware threads first, then the next core's, socket by socket.</summary>
    Compact,
}
