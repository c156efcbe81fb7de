using PiPS.Engine.Estimating;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Cuts a host's link once something is counted.</summary>
internal sealed class CutWhenCounting : IEstimateObserver
{
    private readonly CuttableHost _host;

    public CutWhenCounting(CuttableHost host)
    {
        _host = host;
    }

    public List<string> All { get; } = [];

    public bool HasCut { get; private set; }

    public void Progressed(EstimateProgress progress)
    {
        if (!HasCut && progress.Trials > 10_000_000_000)
        {
            HasCut = true;
            _host.Cut();
        }
    }

    public void Noticed(string message) => All.Add(message);
}
