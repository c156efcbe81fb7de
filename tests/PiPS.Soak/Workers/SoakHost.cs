using System.Diagnostics;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Soaking.Workers;

/// <summary>Runs <see cref="Programs"/> over items, in a worker process or on a thread.</summary>
internal sealed class SoakHost : ITaskHost
{
    private readonly bool _isProcess;
    private CancellationTokenSource _stop = new();

    public SoakHost(bool isProcess)
    {
        _isProcess = isProcess;
    }

    public void SetUp(object setUp)
    {
    }

    public IReadOnlyList<string> TearDown() => [];

    public void Run(object script, TaskMailbox mailbox)
    {
        object[] words = (object[])script;
        using CancellationTokenSource stop = new();
        _stop = stop;

        while (!stop.IsCancellationRequested && mailbox.TakeItem() is WorkItem item)
        {
            mailbox.Begin(item.Index);
            long start = Stopwatch.GetTimestamp();
            string? failure = null;

            try
            {
                ItemCall call = new((object[])item.Input!, value => mailbox.Tell(WorkEvent.Wrote(item.Index, StreamKind.Output, value)), stop.Token);
                Programs.Run((string)words[0], words, call, _isProcess);
            }
            catch (Exception error)
            {
                failure = $"{error.GetType().Name}: {error.Message}";
            }

            ItemStatus status = failure is null ? ItemStatus.Completed : ItemStatus.Failed;
            mailbox.Tell(WorkEvent.Ended(item.Index, status, failure, (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds));
        }
    }

    public void Interrupt()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
    }
}
