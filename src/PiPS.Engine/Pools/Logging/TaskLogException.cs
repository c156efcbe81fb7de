namespace PiPS.Engine.Pools.Logging;

/// <summary>A log can't be written any more: what ended since isn't in it.</summary>
public sealed class TaskLogException : IOException
{
    internal TaskLogException(string path, Exception cause)
        : base($"The log {path} can't be written any more: {cause.Message}", cause)
    {
        Path = path;
    }

    /// <summary>The log.</summary>
    public string Path { get; }
}
