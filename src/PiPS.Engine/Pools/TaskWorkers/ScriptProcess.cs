using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>A process that runs one script once and ends with it: what Python calls a Process.</summary>
/// <remarks>One thread runs it; any may kill it.</remarks>
public sealed class ScriptProcess : IDisposable
{
    // It has said all that it had to say; a busy machine may take its time to end it.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly ProcessTaskWorker _worker;
    private volatile bool _hasSpoken;

    private ScriptProcess(ProcessTaskWorker worker)
    {
        _worker = worker;
    }

    /// <summary>Its operating-system process.</summary>
    public int ProcessId => _worker.ProcessId;

    /// <summary>How it ended: the script's exit code, 1 if it threw, negative for the signal that killed it; nothing while it lives.</summary>
    /// <remarks>From 128 on, an exit code may stand for a signal; not if the script had ended before.</remarks>
    public int? ExitCode => _hasSpoken && _worker.ExitCode is int code and < 0 ? 128 - code : _worker.ExitCode;

    /// <param name="command">What it is started with, given where it notes what it is on.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="setUp">How it sets itself up.</param>
    /// <param name="shares">The shared objects that it reaches; <see langword="null"/> for none.</param>
    /// <exception cref="WorkerLostException">It can't be started.</exception>
    public static ScriptProcess Start(Func<string, WorkerCommand> command, IValueCodec codec, object setUp, ShareSpace? shares = null)
        => new((ProcessTaskWorker)new ProcessTaskWorkers(command, codec, setUp, new() { Shares = shares }).Start(processor: null, static () => false)!);

    /// <summary>Runs the script, and waits for the end of the process. Once.</summary>
    /// <param name="script">The shell's own; it has to give its host an exit code.</param>
    /// <param name="tell">Takes what the script says.</param>
    /// <returns>Whether the script ran to its end.</returns>
    /// <exception cref="WorkerLostException">The process died instead.</exception>
    public bool Run(object script, Action<ItemEvent> tell)
    {
        WorkItem item = new(0, null);
        ItemStatus status = ItemStatus.Completed;
        List<WorkEvent> told = [];
        bool more = true;

        try
        {
            _worker.WaitUntilReady();
            _worker.Open(script);
            _worker.Post([item]);
            _worker.Close();

            while (more)
            {
                more = _worker.Take(told);

                foreach (WorkEvent happened in told)
                {
                    status = happened.IsEnd ? happened.Status : status;
                    tell(new(item, happened.Stream, happened.Value, status, TimeSpan.FromMicroseconds(happened.Nanoseconds / 1000.0), ProcessId, 0));
                }

                told.Clear();
            }

            _hasSpoken = true;
            _worker.WaitForExit(LongestEnd);
            return status == ItemStatus.Completed;
        }
        finally
        {
            _worker.Dispose();
        }
    }

    /// <summary>Ends it at once, with its children.</summary>
    public void Kill() => _worker.Kill();

    /// <inheritdoc/>
    public void Dispose() => _worker.Dispose();
}
