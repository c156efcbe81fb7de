using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>Hosts whose link is cut while they count: nobody is told, and nothing comes any more.</summary>
[Collection(nameof(Alone))]
public sealed class CutLinkTests
{
    [Fact(Explicit = true)]
    public void A_cut_link_is_noticed_at_both_ends_and_the_work_is_done_elsewhere()
    {
        Assert.SkipWhen(CuttableHost.MissingReason is not null, CuttableHost.MissingReason ?? string.Empty);
        using CuttableHost near = new("near");
        using CuttableHost far = new("far");
        using SshServer nearServer = new(near);
        using SshServer farServer = new(far);
        string config = Path.GetTempFileName();
        File.WriteAllText(config, File.ReadAllText(nearServer.ConfigPath) + File.ReadAllText(farServer.ConfigPath));
        SshLauncher launcher = new()
        {
            HostNames = ["near", "far"],
            Options = ["-F", config],
            WorkerPath = Estimates.Pips.FileName,
            Beat = TimeSpan.FromSeconds(1),
        };
        CutWhenCounting observer = new(far);

        PiEstimate estimate = Estimates.Run(
            new() { Trials = 500_000_000_000, Seed = 42, WorkerCount = 4, Launcher = launcher }, observer);

        Assert.True(observer.HasCut);
        Assert.Equal(392_699_056_337, estimate.Hits);
        Assert.Contains(observer.All, notice => notice.Contains("Nothing was heard from the worker on far for 6 s.", StringComparison.Ordinal));
        Assert.Contains(observer.All, notice => notice.StartsWith("No more workers are put on far", StringComparison.Ordinal));

        // There, nothing says that we are gone; sshd keeps its end of the connection.
        Eventually.Holds(() => Pips(farServer).Count == 0, "the workers behind the cut have ended");
        far.Mend();
        File.Delete(config);
    }

    private static List<int> Pips(SshServer server)
        => [.. server.Sessions().SelectMany(Proc.ChildrenOf).SelectMany(Proc.ChildrenOf).Where(id => Proc.NameOf(id) == "pips")];
}
