using System.Management.Automation;

namespace PiPS.Cmdlets.Jobs;

/// <summary>Work of this module in the background, with a child job for each worker. It has a thread of its own here.</summary>
public abstract class WorkerJob : RunningJob
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly Thread _thread;
    private int _stopped;
    private bool _disposed;

    private protected WorkerJob(string command, string? name, string typeName)
        : base(command, name, typeName)
    {
        _thread = new(Run) { IsBackground = true, Name = $"PiPS job {Id}" };
    }

    /// <summary>Where it runs.</summary>
    public override string Location => "localhost";

    /// <summary>Whether the user wants no more of it.</summary>
    private protected bool IsStopped => Volatile.Read(ref _stopped) != 0;

    /// <summary>Stops it, and waits until nothing of it runs.</summary>
    public override void StopJob()
    {
        if (IsFinished)
        {
            return;
        }

        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            Cancel();
        }

        if (_thread != Thread.CurrentThread)
        {
            _thread.Join(LongestEnd);
        }
    }

    /// <summary>Gives each worker a child job.</summary>
    /// <param name="count">Workers, from 1.</param>
    /// <param name="processId">A worker's process now, by its number.</param>
    private protected void AddChildren(int count, Func<int, int?> processId)
    {
        for (int i = 0; i < count; i++)
        {
            int place = i;
            ChildJobs.Add(new WorkerChildJob(this, place, () => processId(place)));
        }
    }

    /// <summary>Begins; once.</summary>
    internal void Begin()
    {
        Become(JobState.Running);
        JobRegistry.Add(this);
        _thread.Start();
    }

    /// <summary>Does the work, on the job's thread.</summary>
    /// <returns>Whether it did all that it was to do.</returns>
    private protected abstract bool Work();

    /// <summary>Makes <see cref="Work"/> come to its end. Any thread may call this.</summary>
    private protected abstract void Cancel();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            StopJob();
            ChildJobs.ToList().ForEach(child => child.Dispose());
        }

        base.Dispose(disposing);
    }

    private void Run()
    {
        JobState end = JobState.Failed;

        try
        {
            end = Work() ? JobState.Completed : JobState.Failed;
        }
        catch (Exception error)
        {
            // It has no caller: whoever receives the job is told.
            if (!IsStopped)
            {
                Error.Add(Errors.JobFailed(error));
            }
        }

        JobRegistry.Forget(this);

        try
        {
            Become(IsStopped ? JobState.Stopped : end);
        }
        catch (ObjectDisposedException)
        {
            // It was removed, and its script didn't let itself be stopped in time.
        }
    }

    private void Become(JobState state)
    {
        foreach (WorkerChildJob child in ChildJobs.Cast<WorkerChildJob>())
        {
            child.Become(state);
        }

        SetJobState(state);
    }
}
