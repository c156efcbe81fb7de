using PiPS.Testing.Servers;

[assembly: AssemblyFixture(typeof(PiPS.Engine.Tests.Servers.SharedSlurmCluster))]

namespace PiPS.Engine.Tests.Servers;

/// <summary>
/// One Slurm cluster for all tests that do it no harm: it starts when the first asks for it. A test class gets this in its constructor.
/// Who kills daemons takes one of its own.
/// </summary>
public sealed class SharedSlurmCluster : IDisposable
{
    private readonly Lazy<SlurmCluster> _cluster = new(() => new());

    /// <summary>The cluster; where it can't be had, the test that asks is skipped.</summary>
    public SlurmCluster Cluster
    {
        get
        {
            SkipUnlessThere();
            return _cluster.Value;
        }
    }

    /// <summary>Skips a test that needs a cluster of its own, where it can't be had.</summary>
    public static void SkipUnlessThere() => Assert.SkipWhen(SlurmCluster.MissingReason is not null, SlurmCluster.MissingReason ?? string.Empty);

    public void Dispose()
    {
        if (_cluster.IsValueCreated)
        {
            _cluster.Value.Dispose();
        }
    }
}
