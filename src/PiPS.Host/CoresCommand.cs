using System.CommandLine;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Host;

/// <summary><c>pips cores</c>.</summary>
internal static class CoresCommand
{
    private static readonly Option<string?> Processors = new("--processors") { Description = "Numbers of logical processors, such as 0,2-5; else all usable.", HelpName = "LIST" };
    private static readonly Option<string?> Trials = new("--trials") { Description = "Trials of a repeat; else what takes a quarter of a second.", HelpName = "N" };
    private static readonly Option<string?> Repeat = new("--repeat") { Description = "Repeats on each processor, 5 unless given.", HelpName = "R" };
    private static readonly Option<string?> Duration = new("--duration") { Description = "Repeat until this time is over: seconds, or hh:mm:ss.", HelpName = "T" };
    private static readonly Option<string?> Load = new("--load") { Description = "One processor after the other (One, the default), or All at once.", HelpName = "LOAD" };
    private static readonly Option<string?> Threshold = new("--slow-threshold") { Description = "Share below the others' median that is slow, 0.1 unless given.", HelpName = "X" };
    private static readonly Option<string?> Seed = new("--seed") { Description = "Seed, 0 to 2^64 - 1; 42 unless given.", HelpName = "S" };
    private static readonly Option<string?> Source = new("--generator") { Description = "Xoshiro256PlusPlus (the default) or MersenneTwister, which is Python's.", HelpName = "G" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print JSON; times are seconds." };

    public static Command Create()
    {
        Command command = new("cores", "Tests each processor: does it count right, and as fast as the others? Ends with exit code 3 if one miscounts.")
        {
            Processors, Trials, Repeat, Duration, Load, Threshold, Seed, Source, AsJson,
        };
        command.SetAction(Run);
        return command;
    }

    /// <summary>What the worst of the verdicts ends the program with.</summary>
    public static int ExitCodeOf(IReadOnlyList<CoreTest> cores)
        => cores.Any(core => core.Verdict == nameof(CoreVerdict.Miscount)) ? ExitCode.Miscount
            : cores.Any(core => core.Verdict == nameof(CoreVerdict.Lost)) ? ExitCode.Failed
            : ExitCode.Done;

    private static int Run(ParseResult parsed) => CommandRun.Execute(stop =>
    {
        IReadOnlyList<CoreTest> cores = Execute(Options(parsed), stop);
        Console.Out.Write(parsed.GetValue(AsJson) ? Json.Write(cores, Json.Default.IReadOnlyListCoreTest) : CoresText.Write(cores));

        foreach (string complaint in CoresText.Complaints(cores))
        {
            Complaint.Write(complaint);
        }

        return ExitCodeOf(cores);
    });

    private static IReadOnlyList<CoreTest> Execute(CoreTestOptions options, CancellationToken stop)
    {
        using TerminalProgress progress = new();
        IReadOnlyList<CoreTest> cores = CoreTestRun.Execute(options, progress, stop);
        progress.Complete();
        return cores;
    }

    private static CoreTestOptions Options(ParseResult parsed) => new()
    {
        Processors = parsed.GetValue(Processors) is string list ? Listed(list) : null,
        Trials = parsed.GetValue(Trials) is string trials
            ? (long)new WholeNumber(trials).Within("--trials", 1, BlockPlan.MaximumTrials, OptionErrors.TrialsOutOfRange)
            : null,
        Repeat = parsed.GetValue(Repeat) is string repeat
            ? (int)new WholeNumber(repeat).Within("--repeat", 1, CoreTestOptions.MaximumRepeat, CoreTestErrors.RepeatOutOfRange)
            : null,
        Duration = parsed.GetValue(Duration) is string duration ? DurationInput.Read(duration) : null,
        Load = NamedValue.Read(parsed.GetValue(Load), CoreLoad.One, CoreTestErrors.UnknownLoad),
        SlowThreshold = RealNumber.Read(parsed.GetValue(Threshold), CoreTestErrors.SlowThresholdOutOfRange) ?? 0.1,
        Seed = parsed.GetValue(Seed) is string seed
            ? (ulong)new WholeNumber(seed).Within("--seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange)
            : CoreTestOptions.DefaultSeed,
        Generator = NamedValue.Read(parsed.GetValue(Source), Generator.Xoshiro256PlusPlus, OptionErrors.UnknownGenerator),
    };

    // As the system writes such lists, and taskset takes them.
    private static IReadOnlyList<int> Listed(string list)
        => UsableProcessors.Parse(list) ?? throw CoreTestErrors.ProcessorNotUsable(list);
}
