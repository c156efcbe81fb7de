namespace PiPS.Cmdlets.Pools;

/// <summary>Where what a script wrote goes: a command's own streams, or a job's.</summary>
internal interface ITaskSink
{
    /// <param name="place">The worker's number in its pool; −1 if no worker wrote it.</param>
    /// <param name="stream">Where the script wrote.</param>
    /// <param name="record">What: for all streams but output, a record of PowerShell's.</param>
    void Write(int place, StreamKind stream, object? record);
}
