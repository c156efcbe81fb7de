using System.Management.Automation;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>Writes what a run tells to the cmdlet's own streams. Its calls come on the pipeline's thread.</summary>
internal sealed class TaskEmitter
{
    private readonly Cmdlet _cmdlet;
    private readonly ResultCollector? _results;

    /// <param name="cmdlet">Where to write.</param>
    /// <param name="asResult">Whether output and errors are gathered to a result for each item.</param>
    public TaskEmitter(Cmdlet cmdlet, bool asResult)
    {
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

        switch (told.Stream)
        {
            case StreamKind.Output:
                Output(told);
                break;
            case StreamKind.Error:
                Error(told, Records.Error(told.Value));
                break;
            case StreamKind.Warning:
                _cmdlet.WriteWarning(Records.Message(told.Value));
                break;
            case StreamKind.Verbose:
                _cmdlet.WriteVerbose(Records.Message(told.Value));
                break;
            case StreamKind.Debug:
                _cmdlet.WriteDebug(Records.Message(told.Value));
                break;
            case StreamKind.Information:
                _cmdlet.WriteInformation(Records.Information(told.Value));
                break;
            default:
                _cmdlet.WriteProgress(Records.Progress(told.Value));
                break;
        }
    }

    private void Output(ItemEvent told)
    {
        if (_results is null || told.Item is null)
        {
            _cmdlet.WriteObject(told.Value);
        }
        else
        {
            _results.Output(told.Item, told.Value);
        }
    }

    private void Error(ItemEvent told, ErrorRecord error)
    {
        if (_results is null || told.Item is null)
        {
            _cmdlet.WriteError(error);
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
