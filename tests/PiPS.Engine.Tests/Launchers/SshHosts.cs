using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.Servers;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>A real ssh server of a test's own, as three hosts, and what runs because of it.</summary>
internal sealed class SshHosts : IDisposable
{
    private SshHosts(SshServer server) => Server = server;

    public SshServer Server { get; }

    /// <summary>Starts it; skips the test where there is none.</summary>
    /// <param name="configuration">Lines for its configuration.</param>
    public static SshHosts Start(params string[] configuration)
    {
        SharedSshServer.SkipUnlessThere();
        return new(new(configuration));
    }

    /// <summary>A launcher that knows nothing of the user's own configuration.</summary>
    /// <param name="hostNames">Some of web1, web2, web3; all unless given.</param>
    public SshLauncher Launcher(params string[] hostNames) => new()
    {
        HostNames = hostNames.Length > 0 ? hostNames : SshServer.HostNames,
        Options = ["-F", Server.ConfigPath],
    };

    /// <summary>The workers' processes.</summary>
    public IReadOnlyList<int> Workers(string? hostName = null)
        => [.. All().Where(id => Proc.NameOf(id) == "pips" && HasVariable(id, $"PIPS_TEST_FOLDER={Server.Folder}")
            && (hostName is null || HasVariable(id, $"PIPS_TEST_HOST={hostName}")))];

    /// <summary>The ssh clients that lead there.</summary>
    public IReadOnlyList<int> Clients(string? hostName = null)
        => [.. All().Where(id => Proc.NameOf(id) == "ssh" && Has(id, "cmdline", Server.ConfigPath) && (hostName is null || Has(id, "cmdline", hostName)))];

    /// <summary>Waits until nothing runs because of it, on either side.</summary>
    public void AssertNothingIsLeft()
        => Eventually.Holds(() => Workers().Count + Clients().Count + Server.Sessions().Count == 0, "nothing is left");

    public void Dispose() => Server.Dispose();

    private static bool HasVariable(int id, string variable) => Has(id, "environ", variable);

    private static bool Has(int id, string file, string word)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}").Split('\0').Contains(word);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<int> All() => Directory.GetDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, null)).Where(Proc.IsAlive);
}
