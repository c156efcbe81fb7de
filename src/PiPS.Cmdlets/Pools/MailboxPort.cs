using System.Diagnostics;
using System.Management.Automation;
using PiPS.Cmdlets.Tasks;
using PiPS.Cmdlets.Tasks.Records;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Cmdlets.Pools;

/// <summary>A worker's mailbox as where a script has its items from.</summary>
internal sealed class MailboxPort : ITaskPort
{
    private const long NoItem = -1;

    private readonly TaskMailbox _mailbox;
    private readonly bool _sharesObjects;
    private WorkItem? _item;
    private long _index = NoItem;
    private long _began;

    public MailboxPort(TaskMailbox mailbox, bool sharesObjects)
    {
        _mailbox = mailbox;
        _sharesObjects = sharesObjects;
    }

    public bool TryTake(CancellationToken stop, out object? item)
    {
        while ((_item = _mailbox.TakeItem()) is not null)
        {
            if (_item.Input is not RefusedInput refused)
            {
                item = _item.Input;
                return true;
            }

            Fail(_item, Errors.InputNotSent(refused));
        }

        item = null;
        return false;
    }

    public void Begin(object? item)
    {
        _began = Stopwatch.GetTimestamp();

        if (item is TaskPhase)
        {
            _index = NoItem;
            return;
        }

        _index = _item!.Index;
        _mailbox.Begin(_index);
    }

    public void Write(StreamKind kind, object? record)
        => _mailbox.Tell(WorkEvent.Wrote(_index, kind, _sharesObjects ? record : StreamRecords.ToValues(kind, record)));

    public void End(object? item, object? failure)
    {
        if (item is TaskPhase)
        {
            return;
        }

        ItemStatus status = failure is null ? ItemStatus.Completed : ItemStatus.Failed;
        _mailbox.Tell(WorkEvent.Ended(_index, status, null, (long)Stopwatch.GetElapsedTime(_began).TotalNanoseconds));
        _index = NoItem;
    }

    /// <summary>Fails every item that comes.</summary>
    public void FailRest(ErrorRecord failure)
    {
        while (_mailbox.TakeItem() is WorkItem item)
        {
            Fail(item, failure);
        }
    }

    private void Fail(WorkItem item, ErrorRecord failure)
    {
        _item = item;
        Begin(item.Input);
        Write(StreamKind.Error, failure);
        End(item.Input, failure);
    }
}
