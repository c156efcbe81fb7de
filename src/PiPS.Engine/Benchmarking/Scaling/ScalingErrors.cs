using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Every refusal of a sweep or a fit: one method each, named as the error's id.</summary>
public static class ScalingErrors
{
    /// <summary>The most rounds, also before the first that counts.</summary>
    public const int MaximumRounds = 10_000;

    /// <summary>Rounds below 1 or above 10,000.</summary>
    public static InvalidOptionException RepeatOutOfRange(object? given) => new(
        nameof(RepeatOutOfRange), given, Said($"The number of repeats has to be from 1 to {MaximumRounds}; {given} isn't."),
        "Leave it out for as few as the confidence level takes: 6 for 0.95.");

    /// <summary>Fewer rounds at the most than at the least.</summary>
    public static InvalidOptionException MaximumRepeatOutOfRange(object? given, int least) => new(
        nameof(MaximumRepeatOutOfRange), given, Said($"The most repeats have to be from {least}, the fewest, to {MaximumRounds}; {given} isn't."),
        "Leave it out for 20, or give fewer repeats.");

    /// <summary>Warm-up rounds below 0 or above 10,000.</summary>
    public static InvalidOptionException WarmupOutOfRange(object? given) => new(
        nameof(WarmupOutOfRange), given, Said($"The number of warm-up rounds has to be from 0 to {MaximumRounds}; {given} isn't."),
        "Leave it out for one.");

    /// <summary>A spread that no measurement has.</summary>
    public static InvalidOptionException TargetSpreadOutOfRange(object? given) => new(
        nameof(TargetSpreadOutOfRange), given, Said($"The target spread has to be a number from 0; {given} isn't."),
        "Give it as a share of the rate, such as 0.02 for 2 %.");

    /// <summary>Nothing to count with, or something that isn't for sweeps.</summary>
    public static InvalidOptionException TypeNotMeasured(object? given) => new(
        nameof(TypeNotMeasured), given, given is null ? "There is no type of worker to measure." : $"Scaling of the type {given} can't be measured.",
        "Give one or more of these: Thread, Process, Sequential.");

    /// <summary>An empty list of numbers of workers.</summary>
    public static InvalidOptionException NoWorkerCounts() => new(
        nameof(NoWorkerCounts), null, "There is no number of workers to measure.",
        "Give some, such as 1,2,4,8, or leave them out for powers of two up to the usable processors.");

    /// <summary>Two ways to end a run.</summary>
    public static InvalidOptionException TrialsWithDuration(object? given) => new(
        nameof(TrialsWithDuration), given, "A sweep's runs end after their trials or by the clock, not both.",
        "Give trials, so that all runs do the same work, or a duration, so that all take the same time.");

    /// <summary>So much work a worker that all of them have more than a run can have.</summary>
    public static InvalidOptionException WeakTrialsOutOfRange(long given, int workers) => new(
        nameof(WeakTrialsOutOfRange), given, Said($"{given} trials for each of {workers} workers are more than a run can have: 2^62 (about 4.6e18)."),
        "Give fewer trials for each worker, such as 1e10.");

    /// <summary>A fit without points.</summary>
    public static InvalidOptionException NoPoints() => new(
        nameof(NoPoints), null, "There are no points to fit a law to.",
        "Give it the rows of Measure-PiScaling, of type Thread or Process.");

    /// <summary>A fit to a single number of workers.</summary>
    public static InvalidOptionException TooFewPoints(string type, int workers) => new(
        nameof(TooFewPoints), type, Said($"A law can't be fitted to a single number of workers: for the type {type} there is only {workers}."),
        "Measure more: Measure-PiScaling -WorkerCount 1,2,4,8. Numbers above the usable processors aren't worth it.");

    /// <summary>Points of different sweeps.</summary>
    public static InvalidOptionException MixedWork(string type, string differs) => new(
        nameof(MixedWork), type, $"The points of the type {type} don't belong to one sweep: they differ in {differs}.",
        "Give the rows of one Measure-PiScaling at a time.");

    /// <summary>A point without a rate.</summary>
    public static InvalidOptionException RateOutOfRange(ScalingPoint point) => new(
        nameof(RateOutOfRange), point.Rate, Said($"The point of {point.WorkerCount} workers of the type {point.Type} has no rate that a law could be fitted to: {point.Rate}."),
        "Leave it out, or measure again with more trials.");

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
