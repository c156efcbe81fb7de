using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Compute workers on other machines.</summary>
internal sealed class LaunchedWorkers : IWorkerSource, IDisposable
{
    private readonly LaunchSession _session;

    /// <param name="session">Where they are put; disposed of with this.</param>
    public LaunchedWorkers(LaunchSession session)
    {
        _session = session;
    }

    /// <remarks>The session sets hosts aside that fail, and says when none is left.</remarks>
    public int MostDeaths => int.MaxValue;

    public IBlockWorker? Start(Job job, int? processor, Func<bool> isOver)
        => _session.Place(ComputeProgram.Of(_session.Site.Launcher), isOver) is WorkerCommand command
            ? new ProcessWorker(command, WorkerProcess.Start(command), job)
            : null;

    public void Succeeded(IBlockWorker worker)
    {
        // That it can count has yet to be seen.
    }

    public bool TryAnotherKind(IBlockWorker worker) => false;

    public void Dispose() => _session.Dispose();
}
