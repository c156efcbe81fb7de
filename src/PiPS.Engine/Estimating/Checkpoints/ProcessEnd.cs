using System.Runtime.InteropServices;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>Has something done before this process ends, also by a signal that asks it to: a shutdown, a batch job's limit, a lost terminal.</summary>
/// <remarks>From .NET 10 on such signals end a process without <see cref="AppDomain.ProcessExit"/>, unless somebody registers for them.</remarks>
internal sealed class ProcessEnd : IDisposable
{
    private readonly EventHandler _atExit;
    private readonly PosixSignalRegistration[] _signals;

    /// <param name="act">What to do; on any thread, while others go on. The process ends afterwards unless somebody else prevents it.</param>
    public ProcessEnd(Action act)
    {
        _atExit = (_, _) => act();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, _ => act()))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        Array.ForEach(_signals, signal => signal.Dispose());
    }
}
