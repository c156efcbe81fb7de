using System.Runtime.InteropServices;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>Ends a run in order when this process is told that its time is nearly over: by <c>SIGUSR1</c>, as <c>sbatch --signal=B:USR1@120</c> has it.</summary>
/// <remarks>Linux only. Without this, the signal ends the process: what a run without a checkpoint has done is lost either way.</remarks>
internal sealed class EndWarning : IDisposable
{
    private const int UserSignal1 = 10;

    private readonly PosixSignalRegistration? _registration;

    /// <param name="fail">Ends the run; on any thread.</param>
    public EndWarning(Action<Exception> fail)
    {
        if (OperatingSystem.IsLinux())
        {
            _registration = PosixSignalRegistration.Create((PosixSignal)UserSignal1, signal =>
            {
                signal.Cancel = true;
                fail(new TimeNearlyOverException());
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registration?.Dispose();
}
