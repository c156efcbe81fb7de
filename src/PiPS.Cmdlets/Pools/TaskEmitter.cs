using System.Management.Automation;
using PiPS.Cmdlets.Tasks.Records;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>Writes what a run tells to the cmdlet's own streams. Its calls come on the pipeline's thread.</summary>
internal sealed class TaskEmitter
{
    private readonly Cmdlet _cmdlet;
    private readonly bool _sharesObjects;
    private readonly ResultCollector? _results;

    /// <param name="cmdlet">Where to write.</param>
    /// <param name="sharesObjects">Whether records come as they are, as from threads; else as values.</param>
    /// <param name="asResult">Whether output and errors are gathered to a result for each item.</param>
    public TaskEmitter(Cmdlet cmdlet, bool sharesObjects, bool asResult)
    {
        _sharesObjects = sharesObjects;
        _cmdlet = cmdlet;
        _results = asResult ? new() : null;
    }

    /// <summary>Items that ended.</summary>
    public long Done { get; private set; }

    public void Emit(ItemEvent told)
    {
        if (told.IsEnd)
        {
            Done++;
            End(told);
            return;
        }

        StreamKind stream = told.Stream!.Value;

        switch (_sharesObjects ? told.Value : StreamRecords.FromValues(stream, told.Value))
        {
            case var output when stream == StreamKind.Output:
                Output(told, output);
                break;
            case ErrorRecord error:
                Error(told, error);
                break;
            case WarningRecord warning:
                _cmdlet.WriteWarning(warning.Message);
                break;
            case VerboseRecord verbose:
                _cmdlet.WriteVerbose(verbose.Message);
                break;
            case DebugRecord debug:
                _cmdlet.WriteDebug(debug.Message);
                break;
            case InformationRecord information:
                _cmdlet.WriteInformation(information);
                break;
            case ProgressRecord progress:
                _cmdlet.WriteProgress(progress);
                break;
            default:
                break;
        }
    }

    private void Output(ItemEvent told, object? value)
    {
        if (_results is null || told.Item is null)
        {
            _cmdlet.WriteObject(value);
        }
        else
        {
            _results.Output(told.Item, value);
        }
    }

    private void Error(ItemEvent told, ErrorRecord error)
    {
        if (_results is null || told.Item is null)
        {
            ErrorRecordWriter.Write(_cmdlet, error);
        }
        else
        {
            _results.Error(told.Item, error);
        }
    }

    private void End(ItemEvent told)
    {
        if (told.Value is LostItem lost)
        {
            Error(told, Errors.ItemLost(lost, told.Status, told.Item!.Input));
        }

        if (_results is not null)
        {
            _cmdlet.WriteObject(_results.End(told));
        }
    }
}
