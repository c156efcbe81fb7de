using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>One cluster for all tests that need one, and what they ask of it.</summary>
public sealed class SlurmShared : IDisposable
{
    private readonly SlurmCluster? _cluster = SlurmCluster.MissingReason is null ? new() : null;

    internal SlurmCluster Cluster
    {
        get
        {
            Assert.SkipWhen(_cluster is null, SlurmCluster.MissingReason ?? string.Empty);
            return _cluster!;
        }
    }

    internal SlurmLauncher Launcher => new()
    {
        Environment = Cluster.Environment,
        WorkerPath = Estimates.Pips.FileName,
    };

    /// <summary>Our own jobs and steps.</summary>
    internal IEnumerable<string> Left => [.. Cluster.Jobs().Select(job => job.Name).Concat(Cluster.Steps().Select(step => step.Name)).Where(IsOurs)];

    /// <summary>Processes here that have a name of ours on their command line: sruns, and their guard.</summary>
    internal static IEnumerable<string> Processes => Directory.GetDirectories("/proc").Select(CommandLine).Where(line => line.Contains("\0--job-name=pips-", StringComparison.Ordinal)
        || line.Contains("\0sh\0pips-", StringComparison.Ordinal));

    /// <summary>Waits until nothing of ours is left: no job, no step, no process.</summary>
    internal void AssertNothingLeft() => Poll.Until(() => !Left.Any() && !Processes.Any(), "an end of all", () => string.Join('\n', Left.Concat(Processes)));

    /// <summary>Takes everything off the cluster: what a test that failed has left isn't to be in the way of the next.</summary>
    internal void Clear()
    {
        if (_cluster is not null)
        {
            _cluster.Run("scancel", $"--user={Environment.UserName}");
            _cluster.WaitUntilEmpty();
        }
    }

    public void Dispose() => _cluster?.Dispose();

    private static bool IsOurs(string name) => name.StartsWith("pips-", StringComparison.Ordinal);

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
