using System.ComponentModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace PiPS.Cmdlets.Jobs;

/// <summary>A job that runs from its making to its end: it can be stopped, but not started again, suspended or resumed.</summary>
public abstract class RunningJob : Job2
{
    private protected RunningJob(string command, string? name, string typeName)
        : base(command, name)
    {
        SetTypeName(this, typeName);

        // What reads them takes what there is.
        Output.EnumeratorNeverBlocks = true;
        Error.EnumeratorNeverBlocks = true;
        Progress.EnumeratorNeverBlocks = true;
        Verbose.EnumeratorNeverBlocks = true;
        Debug.EnumeratorNeverBlocks = true;
        Warning.EnumeratorNeverBlocks = true;
        Information.EnumeratorNeverBlocks = true;
    }

    /// <inheritdoc/>
    public override string StatusMessage => string.Empty;

    /// <summary>Whether Receive-Job would give something, now or later.</summary>
    public override bool HasMoreData => !IsFinished || HasRecords || ChildJobs.Any(child => child.HasMoreData);

    internal bool IsFinished => JobStateInfo.State is JobState.Completed or JobState.Failed or JobState.Stopped;

    private bool HasRecords => Output.Count + Error.Count + Progress.Count + Verbose.Count + Debug.Count + Warning.Count + Information.Count > 0;

    /// <inheritdoc/>
    public override void StopJob(bool force, string reason) => StopJob();

    /// <inheritdoc/>
    public override void StopJobAsync() => ThreadPool.QueueUserWorkItem(_ =>
    {
        Exception? failure = null;

        try
        {
            StopJob();
        }
        catch (Exception error)
        {
            // For whoever waits: a job that is being removed is one reason.
            failure = error;
        }

        OnStopJobCompleted(new AsyncCompletedEventArgs(failure, cancelled: false, this));
    });

    /// <inheritdoc/>
    public override void StopJobAsync(bool force, string reason) => StopJobAsync();

    /// <inheritdoc/>
    public override void StartJob() => throw Refusal("started again");

    /// <inheritdoc/>
    public override void StartJobAsync() => StartJob();

    /// <inheritdoc/>
    public override void SuspendJob() => throw Refusal("suspended");

    /// <inheritdoc/>
    public override void SuspendJob(bool force, string reason) => SuspendJob();

    /// <inheritdoc/>
    public override void SuspendJobAsync() => SuspendJob();

    /// <inheritdoc/>
    public override void SuspendJobAsync(bool force, string reason) => SuspendJob();

    /// <inheritdoc/>
    public override void ResumeJob() => throw Refusal("resumed");

    /// <inheritdoc/>
    public override void ResumeJobAsync() => ResumeJob();

    /// <inheritdoc/>
    public override void UnblockJob() => throw Refusal("unblocked");

    /// <inheritdoc/>
    public override void UnblockJobAsync() => UnblockJob();

    // Its setter is open to jobs in PowerShell itself, but not in the library of stubs that we compile against.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PSJobTypeName")]
    private static extern void SetTypeName(Job job, string name);

    private static PSNotSupportedException Refusal(string what)
        => new($"A job of workers can't be {what}: it runs until it is done, or is stopped with Stop-Job.");
}
