using System.Globalization;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Hosts that the OpenSSH client reaches.</summary>
internal sealed class SshSite : LaunchSite
{
    private readonly SshLauncher _launcher;

    public SshSite(SshLauncher launcher)
        : base(launcher)
    {
        _launcher = launcher;
    }

    public override int? SlotsPerPlace => _launcher.SlotsPerHost;

    public override WorkerCommand Carry(string place, IReadOnlyList<string> program)
        => Carrier("ssh", [.. Words(), "--", place, string.Join(' ', program.Select(Quoted))]);

    public override LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords) => exitCode switch
    {
        _ when saidHello => LaunchFailure.Lost,
        126 or 127 => LaunchFailure.NoWorker(place),
        _ => LaunchFailure.NoHello(place),
    };

    // The first -o of a name wins: the user's come before ours.
    private IEnumerable<string> Words() =>
    [
        .. _launcher.Options,
        "-T", "-oBatchMode=yes", "-oConnectTimeout=10", "-oConnectionAttempts=1", "-oServerAliveInterval=5", "-oServerAliveCountMax=3",
        "-oControlMaster=no", "-oControlPath=none", "-oForwardAgent=no", "-oForwardX11=no", "-oClearAllForwardings=yes",
        "-oPermitLocalCommand=no", "-oEscapeChar=none", "-oLogLevel=ERROR",
        .. _launcher.Port is int port ? new[] { "-p", port.ToString(CultureInfo.InvariantCulture) } : [],
        .. _launcher.UserName is string user ? new[] { "-l", user } : [],
        .. _launcher.KeyFilePath is string key ? new[] { "-i", key } : [],
    ];

    // For the login shell there, which takes the words as one text.
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
