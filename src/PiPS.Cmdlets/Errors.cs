using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets;

/// <summary>Every error record of the module: one method each, named as the error's id.</summary>
internal static class Errors
{
    /// <summary>What was asked for can't be done: the engine's own refusals, under their own ids.</summary>
    public static ErrorRecord InvalidOption(InvalidOptionException refused)
        => Record(refused, refused.Id, ErrorCategory.InvalidArgument, refused.Target, refused.Advice);

    /// <summary>Worker processes died one after the other.</summary>
    public static ErrorRecord WorkersFailed(WorkersFailedException failed, object? trials) => Record(
        failed, nameof(WorkersFailed), ErrorCategory.ResourceUnavailable, trials,
        "Read the last worker's last words above. Until that is mended, -Type Thread does the same work without processes.");

    private static ErrorRecord Record(Exception cause, string id, ErrorCategory category, object? target, string advice)
        => new(cause, id, category, target) { ErrorDetails = new(cause.Message) { RecommendedAction = advice } };
}
