using System.Management.Automation;

namespace PiPS.Cmdlets.Jobs;

/// <summary>Makes this module's jobs known to Get-Job and its like. PowerShell makes one for each session that imports the module.</summary>
public sealed class WorkerJobSourceAdapter : JobSourceAdapter
{
    private const string NewJobKey = "NewJob";
    private readonly Lock _gate = new();
    private readonly List<Job2> _jobs = [];

    /// <summary>As PowerShell makes it.</summary>
    public WorkerJobSourceAdapter()
    {
        Name = nameof(WorkerJobSourceAdapter);
    }

    /// <summary>Adds a job that runs already to those that a session knows.</summary>
    internal static void Add(WorkerJob job, JobManager manager)
    {
        JobDefinition definition = new(typeof(WorkerJobSourceAdapter), job.Command, job.Name);
        manager.NewJob(new JobInvocationInfo(definition, new Dictionary<string, object> { [NewJobKey] = job }));
    }

    /// <inheritdoc/>
    public override Job2 NewJob(JobInvocationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        Job2 job = (Job2)specification.Parameters[0].Single(parameter => parameter.Name == NewJobKey).Value;

        lock (_gate)
        {
            _jobs.Add(job);
        }

        return job;
    }

    /// <inheritdoc/>
    public override void RemoveJob(Job2 job)
    {
        ArgumentNullException.ThrowIfNull(job);

        lock (_gate)
        {
            _jobs.Remove(job);
        }

        job.Dispose();
    }

    /// <inheritdoc/>
    public override IList<Job2> GetJobs() => Find(_ => true, recurse: false);

    /// <inheritdoc/>
    public override IList<Job2> GetJobsByName(string name, bool recurse)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return Find(job => pattern.IsMatch(job.Name), recurse);
    }

    /// <inheritdoc/>
    public override IList<Job2> GetJobsByCommand(string command, bool recurse)
    {
        WildcardPattern pattern = WildcardPattern.Get(command, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return Find(job => pattern.IsMatch(job.Command), recurse);
    }

    /// <inheritdoc/>
    public override IList<Job2> GetJobsByState(JobState state, bool recurse) => Find(job => job.JobStateInfo.State == state, recurse);

    /// <inheritdoc/>
    public override Job2? GetJobByInstanceId(Guid instanceId, bool recurse) => Find(job => job.InstanceId == instanceId, recurse).FirstOrDefault();

    /// <inheritdoc/>
    public override Job2? GetJobBySessionId(int id, bool recurse) => Find(job => job.Id == id, recurse).FirstOrDefault();

    /// <summary>Jobs whose properties have all of these values, shown as text.</summary>
    public override IList<Job2> GetJobsByFilter(Dictionary<string, object> filter, bool recurse) => Find(
        job => filter.All(wanted => WildcardPattern.Get($"{wanted.Value}", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)
            .IsMatch($"{PSObject.AsPSObject(job).Properties[wanted.Key]?.Value}")),
        recurse);

    private List<Job2> Find(Func<Job2, bool> wanted, bool recurse)
    {
        lock (_gate)
        {
            IEnumerable<Job2> all = recurse ? _jobs.Concat(_jobs.SelectMany(job => job.ChildJobs.OfType<Job2>())) : _jobs;
            return [.. all.Where(wanted)];
        }
    }
}
