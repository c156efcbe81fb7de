using System.Management.Automation;

namespace PiPS.Cmdlets.Jobs;

/// <summary>One worker's part of a job: what it wrote. It ends with the job, and stopping it stops the job.</summary>
public sealed class WorkerChildJob : RunningJob
{
    private readonly WorkerJob _parent;
    private readonly Func<int?> _processId;

    internal WorkerChildJob(WorkerJob parent, int place, Func<int?> processId)
        : base(parent.Command, $"{parent.Name}.Worker{place}", parent.PSJobTypeName)
    {
        _parent = parent;
        _processId = processId;
    }

    /// <summary>Where it runs: the worker's process, while it has one.</summary>
    public override string Location => _processId() is int id ? $"pid {id}" : "localhost";

    /// <inheritdoc/>
    public override void StopJob() => _parent.StopJob();

    internal void Become(JobState state) => SetJobState(state);
}
