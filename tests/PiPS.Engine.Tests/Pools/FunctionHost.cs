using System.Diagnostics;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Tests.Pools;

/// <summary>A host whose scripts are functions of C#: item to outputs.</summary>
internal sealed class FunctionHost : ITaskHost
{
    private readonly Action? _interrupt;

    /// <param name="interrupt">What makes the running function stop, if anything does.</param>
    public FunctionHost(Action? interrupt = null)
    {
        _interrupt = interrupt;
    }

    public void SetUp(object setUp)
    {
        if (setUp is Exception error)
        {
            throw error;
        }

        (setUp as Action)?.Invoke();
    }

    /// <summary>What runs at the end.</summary>
    public Func<IReadOnlyList<string>> Farewell { get; init; } = () => [];

    public IReadOnlyList<string> TearDown() => Farewell();

    public void Run(object script, TaskMailbox mailbox)
    {
        Func<WorkItem, IEnumerable<object?>> function = (Func<WorkItem, IEnumerable<object?>>)script;

        while (mailbox.TakeItem() is WorkItem item)
        {
            mailbox.Begin(item.Index);
            long start = Stopwatch.GetTimestamp();
            object? failure = null;

            try
            {
                foreach (object? output in function(item))
                {
                    mailbox.Tell(WorkEvent.Wrote(item.Index, StreamKind.Output, output));
                }
            }
            catch (Exception error)
            {
                failure = error.Message;
            }

            ItemStatus status = failure is null ? ItemStatus.Completed : ItemStatus.Failed;
            mailbox.Tell(WorkEvent.Ended(item.Index, status, failure, (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds));
        }
    }

    public void Interrupt() => _interrupt?.Invoke();

    public void Dispose()
    {
    }
}
