using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Keeps what a run notices.</summary>
internal sealed class Notices : IEstimateObserver
{
    public List<string> All { get; } = [];

    public void Progressed(EstimateProgress progress)
    {
    }

    public void Noticed(string message) => All.Add(message);
}
