using System.Management.Automation;
using PiPS.Cmdlets.Tasks.Records;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Cmdlets.Pools;

/// <summary>Makes records and results of what a run tells.</summary>
internal sealed class TaskEmitter
{
    private readonly ITaskSink _sink;
    private readonly bool _sharesObjects;
    private readonly ResultCollector? _results;

    /// <param name="sink">Where to write.</param>
    /// <param name="sharesObjects">Whether records come as they are, as from threads; else as values.</param>
    /// <param name="asResult">Whether output and errors are gathered to a result for each item.</param>
    public TaskEmitter(ITaskSink sink, bool sharesObjects, bool asResult)
    {
        _sink = sink;
        _sharesObjects = sharesObjects;
        _results = asResult ? new() : null;
    }

    /// <summary>Items that ended.</summary>
    public long Done { get; private set; }

    /// <summary>Those of them that weren't run.</summary>
    public long Skipped { get; private set; }

    public void Emit(ItemEvent told)
    {
        if (told.IsEnd)
        {
            Done++;
            Skipped += told.Status == ItemStatus.Skipped ? 1 : 0;
            End(told);
            return;
        }

        StreamKind stream = told.Stream!.Value;
        Write(told, stream, _sharesObjects ? told.Value : StreamRecords.FromValues(stream, told.Value));
    }

    private void Write(ItemEvent told, StreamKind stream, object? record)
    {
        switch (record)
        {
            case var output when stream == StreamKind.Output && _results is not null && told.Item is not null:
                _results.Output(told.Item, output);
                break;
            case ErrorRecord error when _results is not null && told.Item is not null:
                _results.Error(told.Item, error);
                break;
            default:
                _sink.Write(told.Place, stream, record);
                break;
        }
    }

    private void End(ItemEvent told)
    {
        if (told.Value is LostItem lost)
        {
            Write(told, StreamKind.Error, Errors.ItemLost(lost, told.Status, told.Item!.Input));
        }

        if (told.Value is UnknowableItem unknown)
        {
            Write(told, StreamKind.Error, Errors.ItemNotLogged(unknown, told.Item!.Input));
        }

        if (_results is not null)
        {
            _sink.Write(told.Place, StreamKind.Output, _results.End(told));
        }
    }
}
