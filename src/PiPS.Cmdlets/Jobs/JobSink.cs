using System.Management.Automation;
using PiPS.Cmdlets.Pools;
using PiPS.Cmdlets.Tasks.Records;

namespace PiPS.Cmdlets.Jobs;

/// <summary>A job's streams: a worker's records go to its child job, all others to the job. Its calls come on the job's thread.</summary>
internal sealed class JobSink : ITaskSink
{
    private Job? _job;
    private bool _isOrdered;

    /// <summary>The job. It has the sink's writer, so it comes after the sink.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isOrdered">Whether all records go to the job itself: Receive-Job reads one child job after the other.</param>
    public void Attach(Job job, bool isOrdered = false)
    {
        _job = job;
        _isOrdered = isOrdered;
    }

    public void Write(int place, StreamKind stream, object? record)
    {
        Job target = place < 0 || _isOrdered || _job!.ChildJobs.Count == 0 ? _job! : _job.ChildJobs[place % _job.ChildJobs.Count];

        switch (record)
        {
            case null:
                // Receive-Job gives no nulls, whatever the job.
                break;
            case var output when stream == StreamKind.Output:
                target.Output.Add(PSObject.AsPSObject(output));
                break;
            case ErrorRecord error:
                ErrorRecordWriter.ShowPosition(error);
                target.Error.Add(error);
                break;
            case WarningRecord warning:
                target.Warning.Add(warning);
                break;
            case VerboseRecord verbose:
                target.Verbose.Add(verbose);
                break;
            case DebugRecord debug:
                target.Debug.Add(debug);
                break;
            case InformationRecord information:
                target.Information.Add(information);
                break;
            case ProgressRecord progress:
                target.Progress.Add(progress);
                break;
            default:
                break;
        }
    }
}
