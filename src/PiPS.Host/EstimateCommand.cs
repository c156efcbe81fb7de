using System.CommandLine;
using System.CommandLine.Parsing;
using PiPS.Engine.Estimating;
using PiPS.Engine.Files;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Host;

/// <summary><c>pips estimate</c>.</summary>
internal static class EstimateCommand
{
    private static readonly Argument<string?> Trials = new("TRIALS")
    {
        Description = "Trials, such as 1e8 (the default where no other limit is given).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Workers = new("--workers") { Description = "Workers, 1 to 4096; else one for each usable processor.", HelpName = "N" };
    private static readonly Option<string?> Type = new("--type") { Description = "Auto (the default), Sequential, Thread or Process.", HelpName = "TYPE" };
    private static readonly Option<string?> Seed = new("--seed") { Description = "Seed, 0 to 2^64 - 1; else a random one.", HelpName = "S" };
    private static readonly Option<string?> Source = new("--generator") { Description = "Xoshiro256PlusPlus (the default) or MersenneTwister, which is Python's.", HelpName = "G" };
    private static readonly Option<string?> BlockSize = new("--block-size") { Description = "Trials of a block, for MersenneTwister; 1048576 unless given.", HelpName = "B" };
    private static readonly Option<string?> TargetError = new("--target-error") { Description = "Stop when the confidence interval's half-width is at most this.", HelpName = "E" };
    private static readonly Option<string?> Duration = new("--duration") { Description = "Stop after this time: seconds, or hh:mm:ss.", HelpName = "T" };
    private static readonly Option<string?> ConfidenceLevel = new("--confidence-level") { Description = "Level of the interval, 0.95 unless given.", HelpName = "C" };
    private static readonly Option<string?> Checkpoint = new("--checkpoint") { Description = "Keep finished blocks in this file; the same command goes on from there.", HelpName = "FILE" };
    private static readonly Option<string?> CheckpointInterval = new("--checkpoint-interval") { Description = "Least time between two writes of it; 2 seconds unless given.", HelpName = "T" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print JSON; times are seconds." };

    public static Command Create()
    {
        Command command = new("estimate", "Estimates pi; the first limit reached (trials, target error, duration) ends the run.")
        {
            Trials, Workers, Type, Seed, Source, BlockSize, TargetError, Duration, ConfidenceLevel, Checkpoint, CheckpointInterval, AsJson,
        };
        foreach (Option option in LauncherArguments.All)
        {
            command.Add(option);
        }

        Trials.Validators.Add(RefuseUnknownOption);
        command.SetAction(Run);
        return command;
    }

    // What no option takes would pass for the number of trials.
    private static void RefuseUnknownOption(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: ['-', not (>= '0' and <= '9' or '.'), ..] option }])
        {
            result.AddError($"There is no option {option}.");
        }
    }

    private static int Run(ParseResult parsed) => CommandRun.Execute(stop =>
    {
        PiEstimate estimate = Execute(Options(parsed), stop);
        Console.Out.Write(parsed.GetValue(AsJson) ? Json.Write(estimate, Json.Default.PiEstimate) : EstimateText.Write(estimate));
        return ExitCode.Done;
    });

    private static PiEstimate Execute(EstimateOptions options, CancellationToken stop)
    {
        using TerminalProgress progress = new();
        PiEstimate estimate = EstimateRun.Execute(options, WorkerCommand.BesideEngine(), progress, stop);
        progress.Complete();
        return estimate;
    }

    private static EstimateOptions Options(ParseResult parsed) => new()
    {
        Trials = parsed.GetValue(Trials) is string trials
            ? (long)new WholeNumber(trials).Within("TRIALS", 1, BlockPlan.MaximumTrials, OptionErrors.TrialsOutOfRange)
            : null,
        WorkerCount = parsed.GetValue(Workers) is string workers
            ? (int)new WholeNumber(workers).Within("--workers", 1, EstimateOptions.MaximumWorkers, OptionErrors.WorkerCountOutOfRange)
            : null,
        Type = NamedValue.Read(parsed.GetValue(Type), WorkerType.Auto, OptionErrors.UnknownWorkerType),
        Launcher = LauncherArguments.Read(parsed),
        Seed = parsed.GetValue(Seed) is string seed
            ? (ulong)new WholeNumber(seed).Within("--seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange)
            : null,
        Generator = NamedValue.Read(parsed.GetValue(Source), Generator.Xoshiro256PlusPlus, OptionErrors.UnknownGenerator),
        BlockSize = parsed.GetValue(BlockSize) is string size
            ? (long)new WholeNumber(size).Within("--block-size", 1, BlockPlan.MaximumTrials, OptionErrors.BlockSizeOutOfRange)
            : null,
        TargetError = RealNumber.Read(parsed.GetValue(TargetError), OptionErrors.TargetErrorOutOfRange),
        Duration = parsed.GetValue(Duration) is string duration ? DurationInput.Read(duration) : null,
        ConfidenceLevel = RealNumber.Read(parsed.GetValue(ConfidenceLevel), OptionErrors.ConfidenceLevelOutOfRange) ?? 0.95,
        CheckpointPath = parsed.GetValue(Checkpoint) is string path ? FullPath(path) : null,
        CheckpointInterval = parsed.GetValue(CheckpointInterval) is string interval ? DurationInput.Read(interval) : null,
    };

    private static string FullPath(string path)
        => path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(path)
            : throw FileErrors.PathNotInFileSystem(path, "no path");
}
