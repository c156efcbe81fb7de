using System.CommandLine;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Host;

/// <summary><c>pips scaling</c>.</summary>
internal static class ScalingCommand
{
    private static readonly Option<string?> Workers = new("--workers") { Description = "Numbers of workers, such as 1,2,4,8; else powers of two up to the usable processors, or the launcher's slots.", HelpName = "LIST" };
    private static readonly Option<string?> Type = new("--type") { Description = "Thread, Process, Sequential, or several; else Thread,Process.", HelpName = "TYPES" };
    private static readonly Option<string?> Trials = new("--trials") { Description = "Trials of each run, of each worker with --weak; else what takes a second.", HelpName = "N" };
    private static readonly Option<string?> Duration = new("--duration") { Description = "End each run after this time instead: seconds, or hh:mm:ss.", HelpName = "T" };
    private static readonly Option<bool> Weak = new("--weak") { Description = "Give each worker the same work, however many there are." };
    private static readonly Option<string?> Pinning = new("--pinning") { Description = "Keep workers on processors: None (the default), Spread or Compact.", HelpName = "P" };
    private static readonly Option<string?> Repeat = new("--repeat") { Description = "Rounds at the least; else what the confidence level takes: 6 for 0.95.", HelpName = "R" };
    private static readonly Option<string?> MaximumRepeat = new("--maximum-repeat") { Description = "Rounds at the most, 20 unless given.", HelpName = "R" };
    private static readonly Option<string?> TargetSpread = new("--target-spread") { Description = "Stop once each rate is known to this share of it, 0.02 unless given.", HelpName = "X" };
    private static readonly Option<string?> MaximumDuration = new("--maximum-duration") { Description = "Begin no round that would end later than this, an hour unless given.", HelpName = "T" };
    private static readonly Option<string?> Warmup = new("--warmup") { Description = "Rounds before the first that counts, 1 unless given.", HelpName = "W" };
    private static readonly Option<string?> Seed = new("--seed") { Description = "Seed, 0 to 2^64 - 1; else a random one.", HelpName = "S" };
    private static readonly Option<string?> Source = new("--generator") { Description = "Xoshiro256PlusPlus (the default) or MersenneTwister, which is Python's.", HelpName = "G" };
    private static readonly Option<string?> ConfidenceLevel = new("--confidence-level") { Description = "Level of the intervals, 0.95 unless given.", HelpName = "C" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print JSON, with every run; times are seconds." };

    public static Command Create()
    {
        Command command = new("scaling", "Measures how much more several workers deliver than one, and what holds them back.")
        {
            Workers, Type, Trials, Duration, Weak, Pinning, Repeat, MaximumRepeat, TargetSpread, MaximumDuration, Warmup, Seed, Source,
            ConfidenceLevel, AsJson,
        };

        foreach (Option option in LauncherArguments.All)
        {
            command.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed) => CommandRun.Execute(stop =>
    {
        IReadOnlyList<ScalingPoint> points = Measure(Options(parsed), stop);
        ScalingReport report = new(points, Fits(points));
        Console.Out.Write(parsed.GetValue(AsJson) ? Json.Write(report, Json.Default.ScalingReport) : ScalingText.Write(report));
        return ExitCode.Done;
    });

    private static IReadOnlyList<ScalingPoint> Measure(ScalingOptions options, CancellationToken stop)
    {
        using TerminalProgress progress = new();
        IReadOnlyList<ScalingPoint> points = ScalingRun.Execute(options, WorkerCommand.BesideEngine(), PiEnvironment.Read(), progress, stop);
        progress.Complete();
        return points;
    }

    // The points were worth measuring also where they are too few for a law.
    private static IReadOnlyList<ScalingFit> Fits(IReadOnlyList<ScalingPoint> points)
    {
        try
        {
            return ScalingFits.Of(points, Complaint.Write);
        }
        catch (InvalidOptionException refused)
        {
            Complaint.Write(refused.Message);
            return [];
        }
    }

    private static ScalingOptions Options(ParseResult parsed) => Options(parsed, LauncherArguments.Read(parsed));

    private static ScalingOptions Options(ParseResult parsed, WorkerLauncher? launcher) => new()
    {
        Launcher = launcher,
        WorkerCounts = parsed.GetValue(Workers)?.Split(',')
            .Select(count => Whole(count, "--workers", 1, EstimateOptions.MaximumWorkers, OptionErrors.WorkerCountOutOfRange)!.Value).ToArray(),
        Types = parsed.GetValue(Type) is string types
            ? [.. types.Split(',', StringSplitOptions.TrimEntries).Select(type => NamedValue.Read(type, WorkerType.Auto, OptionErrors.UnknownWorkerType))]
            : launcher is null ? new ScalingOptions().Types : [WorkerType.Process],
        Trials = parsed.GetValue(Trials) is string trials
            ? (long)new WholeNumber(trials).Within("--trials", 1, BlockPlan.MaximumTrials, OptionErrors.TrialsOutOfRange)
            : null,
        Duration = parsed.GetValue(Duration) is string duration ? DurationInput.Read(duration) : null,
        Weak = parsed.GetValue(Weak),
        Pinning = NamedValue.Read(parsed.GetValue(Pinning), WorkerPinning.None, OptionErrors.UnknownPinning),
        Repeat = Whole(parsed.GetValue(Repeat), "--repeat", 1, ScalingErrors.MaximumRounds, ScalingErrors.RepeatOutOfRange),
        MaximumRepeat = Whole(
            parsed.GetValue(MaximumRepeat), "--maximum-repeat", 1, ScalingErrors.MaximumRounds,
            given => ScalingErrors.MaximumRepeatOutOfRange(given, 1)),
        TargetSpread = RealNumber.Read(parsed.GetValue(TargetSpread), ScalingErrors.TargetSpreadOutOfRange) ?? 0.02,
        MaximumDuration = parsed.GetValue(MaximumDuration) is string most ? DurationInput.Read(most) : TimeSpan.FromHours(1),
        Warmup = Whole(parsed.GetValue(Warmup), "--warmup", 0, ScalingErrors.MaximumRounds, ScalingErrors.WarmupOutOfRange) ?? 1,
        Seed = parsed.GetValue(Seed) is string seed
            ? (ulong)new WholeNumber(seed).Within("--seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange)
            : null,
        Generator = NamedValue.Read(parsed.GetValue(Source), Generator.Xoshiro256PlusPlus, OptionErrors.UnknownGenerator),
        ConfidenceLevel = RealNumber.Read(parsed.GetValue(ConfidenceLevel), OptionErrors.ConfidenceLevelOutOfRange) ?? 0.95,
    };

    private static int? Whole(string? given, string option, int least, int most, Func<object?, InvalidOptionException> outOfRange)
        => given is null ? null : (int)new WholeNumber(given).Within(option, least, most, outOfRange);
}
