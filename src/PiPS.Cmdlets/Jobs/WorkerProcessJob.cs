using PiPS.Cmdlets.Pools;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets.Jobs;

/// <summary>A process that runs one script, as a job: what Python calls a Process.</summary>
public sealed class WorkerProcessJob : WorkerJob
{
    private readonly ScriptProcess _process;
    private readonly object _script;
    private readonly TaskEmitter _emitter;

    internal WorkerProcessJob(string command, string? name, ScriptProcess process, object script)
        : base(command, name, "WorkerProcess")
    {
        _process = process;
        _script = script;
        JobSink sink = new();
        sink.Attach(this);
        _emitter = new(sink, sharesObjects: false, asResult: false);
    }

    /// <summary>Its operating-system process.</summary>
    public int ProcessId => _process.ProcessId;

    /// <summary>Whether the process lives.</summary>
    public bool IsAlive => ExitCode is null;

    /// <summary>How the process ended: 0, what the script's exit said, 1 if it threw; negative is the signal that killed it.
    /// Nothing while it lives.</summary>
    public int? ExitCode => _process.ExitCode;

    /// <summary>Where it runs.</summary>
    public override string Location => $"pid {ProcessId}";

    private protected override bool Work()
    {
        try
        {
            return _process.Run(_script, _emitter.Emit);
        }
        catch (WorkerLostException lost) when (!IsStopped)
        {
            Error.Add(Errors.ProcessLost(lost, this));
            return false;
        }
    }

    private protected override void Cancel() => _process.Kill();
}
