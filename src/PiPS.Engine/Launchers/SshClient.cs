using System.Globalization;

namespace PiPS.Engine.Launchers;

/// <summary>The words that the OpenSSH client is started with.</summary>
/// <remarks>Of an option that is given twice, ssh takes the first. So what has to be comes before the user's words, and what is only usual comes behind them.</remarks>
internal static class SshClient
{
    /// <summary>Its name.</summary>
    public const string Program = "ssh";

    // It asks nobody anything, opens no door to or from a host, and has a connection of its own, which ends with it.
    private static readonly string[] Musts =
    [
        "-oBatchMode=yes", "-oClearAllForwardings=yes", "-oForwardAgent=no", "-oForwardX11=no", "-oTunnel=no", "-oPermitLocalCommand=no",
        "-oControlMaster=no", "-oControlPath=none", "-oRemoteCommand=none", "-oEscapeChar=none",
    ];

    private static readonly string[] Usuals =
    [
        "-oConnectTimeout=10", "-oConnectionAttempts=1", "-oServerAliveInterval=5", "-oServerAliveCountMax=3", "-oLogLevel=ERROR",
    ];

    // Of switches the last counts: no agent, no display, no terminal.
    private static readonly string[] LastMusts = ["-a", "-x", "-T"];

    /// <summary>What its environment has besides ours: a jump host's client gets no BatchMode, but would ask in a window.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["SSH_ASKPASS_REQUIRE"] = "never",
        ["SSH_ASKPASS"] = "false",
    };

    /// <param name="launcher">Whom to reach, and how.</param>
    /// <param name="place">One of its hosts.</param>
    /// <param name="program">What is run there, word by word.</param>
    public static IEnumerable<string> Words(SshLauncher launcher, string place, IReadOnlyList<string> program) =>
    [
        .. Musts,
        .. launcher.Port is int port ? new[] { "-p", port.ToString(CultureInfo.InvariantCulture) } : [],
        .. launcher.UserName is string user ? new[] { "-l", user } : [],
        .. launcher.KeyFilePath is string key ? KeyFile(key) : [],
        .. launcher.Options,
        .. Usuals,
        .. LastMusts,
        "--", place, string.Join(' ', program.Select(Quoted)),
    ];

    // ssh would put a host's or a user's name for %h or %r, and -i looks for the file before it understands %%. A path that begins with ~ is written for ssh.
    private static string[] KeyFile(string path) => path is not ['~', ..] && path.Contains('%', StringComparison.Ordinal)
        ? [$"-oIdentityFile=\"{path.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal)}\""]
        : ["-i", path];

    // For the login shell there, which takes the words as one text.
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
