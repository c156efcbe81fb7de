using System.Collections.Concurrent;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Notes what a run says.</summary>
/// <param name="noticed">Called at every notice, on the run's thread.</param>
internal sealed class Watcher(Action<string>? noticed = null) : IEstimateObserver
{
    public ConcurrentQueue<EstimateProgress> Progress { get; } = [];

    public ConcurrentQueue<string> Notices { get; } = [];

    public void Progressed(EstimateProgress progress) => Progress.Enqueue(progress);

    public void Noticed(string message)
    {
        Notices.Enqueue(message);
        noticed?.Invoke(message);
    }
}
