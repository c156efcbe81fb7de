using System.CommandLine;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;

namespace PiPS.Host;

/// <summary>The options that put workers on other machines: <c>--launcher</c> and those that go with it.</summary>
internal static class LauncherArguments
{
    private static readonly Option<string?> Launcher = new("--launcher") { Description = "Put the workers on other machines: slurm, ssh or command.", HelpName = "KIND" };
    private static readonly Option<string?> Hosts = new("--hosts") { Description = "For ssh: the hosts, such as web1,web2.", HelpName = "HOSTS" };
    private static readonly Option<string?> Slots = new("--slots") { Description = "For ssh: the most workers on a host; one unless a number of workers is given.", HelpName = "N" };
    private static readonly Option<string?> Partition = new("--partition") { Description = "For slurm: the partition; else the cluster's own choice.", HelpName = "P" };
    private static readonly Option<string[]> Words = new("--launcher-option")
    {
        Description = "A further word for srun or ssh, or of the command; repeat it for each: --launcher-option=--exclusive.",
        HelpName = "WORD",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> WorkerPath = new("--worker-path") { Description = "Where pips is on those machines; else it is looked for.", HelpName = "PATH" };
    private static readonly Option<bool> CopyWorker = new("--copy-worker") { Description = "Put a self-contained pips there first, where it is missing." };
    private static readonly Option<string?> Threads = new("--threads-per-worker") { Description = "Threads that each worker counts on; 1 unless given.", HelpName = "N" };

    private static readonly Option[] OfLauncher = [Hosts, Slots, Partition, Words, WorkerPath, CopyWorker, Threads];

    private static readonly string[] Kinds = ["slurm", "ssh", "command"];
    private static readonly (Option Option, string Kind)[] OfOneKind = [(Hosts, "ssh"), (Slots, "ssh"), (Partition, "slurm")];

    public static IEnumerable<Option> All => [Launcher, .. OfLauncher];

    /// <summary>What was asked for; nothing if the workers shall be here.</summary>
    public static WorkerLauncher? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Launcher) is not string kind)
        {
            return OfLauncher.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option alone
                ? throw LauncherErrors.OptionWithoutLauncher(alone.Name)
                : null;
        }

        if (OfOneKind.FirstOrDefault(one => parsed.GetResult(one.Option) is { Implicit: false } && Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)
            && !one.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase)) is { Option: Option stray, Kind: string other })
        {
            throw LauncherErrors.OptionOfAnotherLauncher(stray.Name, other, kind);
        }

        string[] words = parsed.GetValue(Words)!;
        WorkerLauncher launcher = kind.ToLowerInvariant() switch
        {
            "slurm" => new SlurmLauncher { Partition = LauncherCheck.SlurmName("partition", parsed.GetValue(Partition)), Options = LauncherCheck.Options(words) },
            "ssh" => new SshLauncher
            {
                HostNames = LauncherCheck.Hosts(parsed.GetValue(Hosts)?.Split(',') ?? []),
                SlotsPerHost = parsed.GetValue(Slots) is string slots
                    ? (int)new WholeNumber(slots).Within("--slots", 1, EstimateOptions.MaximumWorkers, LauncherErrors.SlotsOutOfRange)
                    : null,
                Options = LauncherCheck.Options(words),
            },
            "command" => new CommandLauncher { Command = LauncherCheck.Command(words) },
            _ => throw LauncherErrors.UnknownLauncher(kind),
        };

        return launcher with
        {
            WorkerPath = LauncherCheck.WorkerPath(parsed.GetValue(WorkerPath)),
            CopyWorker = parsed.GetValue(CopyWorker),
            ThreadsPerWorker = parsed.GetValue(Threads) is string threads
                ? (int)new WholeNumber(threads).Within("--threads-per-worker", 1, WorkerLauncher.MaximumThreads, LauncherErrors.ThreadsOutOfRange)
                : 1,
        };
    }
}
