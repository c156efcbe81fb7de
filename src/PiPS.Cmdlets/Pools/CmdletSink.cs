using System.Management.Automation;
using PiPS.Cmdlets.Tasks.Records;

namespace PiPS.Cmdlets.Pools;

/// <summary>A command's own streams. Its calls come on the pipeline's thread.</summary>
internal sealed class CmdletSink : ITaskSink
{
    private readonly Cmdlet _cmdlet;

    public CmdletSink(Cmdlet cmdlet)
    {
        _cmdlet = cmdlet;
    }

    public void Write(int place, StreamKind stream, object? record)
    {
        switch (record)
        {
            case var output when stream == StreamKind.Output:
                _cmdlet.WriteObject(output);
                break;
            case ErrorRecord own when place < 0:
                _cmdlet.WriteError(own);
                break;
            case ErrorRecord error:
                ErrorRecordWriter.Write(_cmdlet, error);
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
}
