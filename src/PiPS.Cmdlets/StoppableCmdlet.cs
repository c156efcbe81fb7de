using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>A cmdlet whose work ends on Ctrl+C.</summary>
public abstract class StoppableCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the user, or a command behind in the pipeline, has had enough.</summary>
    protected CancellationToken Stop => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the command holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <remarks>Called on another thread while the pipeline's waits: it cancels, and nothing else.</remarks>
    protected override void StopProcessing() => _stop.Cancel();
}
