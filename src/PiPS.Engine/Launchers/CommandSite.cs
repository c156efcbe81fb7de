using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>What is behind a <see cref="CommandLauncher"/>'s command: nothing is known of it.</summary>
internal sealed class CommandSite : LaunchSite
{
    private readonly CommandLauncher _launcher;

    public CommandSite(CommandLauncher launcher)
        : base(launcher)
    {
        _launcher = launcher;
    }

    public override WorkerCommand Carry(string place, IReadOnlyList<string> program)
        => Carrier(_launcher.Command[0], [.. _launcher.Command.Skip(1), .. program]);

    public override LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords) => exitCode switch
    {
        _ when saidHello => LaunchFailure.Lost,
        126 or 127 when lastWords.Contains("setsid: failed to execute", StringComparison.Ordinal) => LaunchFailure.NoWorker(place) with
        {
            Message = $"The command {_launcher.Command[0]}, which is to start workers, can't be run here.",
            Advice = "See whether it is installed, and on the path.",
        },
        126 or 127 => LaunchFailure.NoWorker(place),
        _ => LaunchFailure.NoHello(place),
    };
}
