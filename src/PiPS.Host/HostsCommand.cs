using System.CommandLine;
using PiPS.Engine.Launchers;
using PiPS.Engine.Launchers.Testing;

namespace PiPS.Host;

/// <summary><c>pips hosts</c>.</summary>
internal static class HostsCommand
{
    private static readonly Option<string?> Timeout = new("--timeout") { Description = "Seconds that each host may take, 30 unless given.", HelpName = "T" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print JSON; times are seconds." };

    public static Command Create()
    {
        Command command = new("hosts", "Tries to put a worker on each host of a launcher, and says what is wrong.") { Timeout, AsJson };

        foreach (Option option in LauncherArguments.All)
        {
            command.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    /// <summary>What the worst of the rows ends the program with.</summary>
    public static int ExitCodeOf(IReadOnlyList<HostTest> hosts)
        => hosts.Any(host => host.Status == "Miscount") ? ExitCode.Miscount
            : hosts.All(host => host.IsReady) ? ExitCode.Done
            : ExitCode.Failed;

    private static int Run(ParseResult parsed) => CommandRun.Execute(stop =>
    {
        bool asJson = parsed.GetValue(AsJson);
        WorkerLauncher launcher = LauncherArguments.Read(parsed) ?? throw LauncherErrors.NoLauncher();
        TimeSpan time = RealNumber.Read(parsed.GetValue(Timeout), LauncherErrors.TestTimeOutOfRange) switch
        {
            null => LauncherTest.UsualTime,
            > 0.0 and <= 86_400.0 and double seconds => TimeSpan.FromSeconds(seconds),
            double seconds => throw LauncherErrors.TestTimeOutOfRange(seconds),
        };

        using TerminalProgress progress = new();
        IReadOnlyList<HostTest> hosts = LauncherTest.Run(launcher, time, new HostsProgress(progress, asJson), stop);

        if (asJson)
        {
            Console.Out.Write(Json.Write(hosts, Json.Default.IReadOnlyListHostTest));
        }

        return ExitCodeOf(hosts);
    });
}
