using System.Globalization;

namespace PiPS.Cmdlets.Pools;

/// <summary>A command took longer than it may, and was stopped.</summary>
public sealed class TaskTimeoutException : TimeoutException
{
    /// <param name="seconds">What it may take.</param>
    /// <param name="done">Items that had ended.</param>
    public TaskTimeoutException(double seconds, long done)
        : base(string.Create(CultureInfo.InvariantCulture, $"The command was stopped after {seconds} seconds; {done} items had ended."))
    {
    }
}
