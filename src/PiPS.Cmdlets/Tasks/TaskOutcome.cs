namespace PiPS.Cmdlets.Tasks;

/// <summary>How a task ended in one worker.</summary>
/// <param name="IsStopped">Whether it was cancelled.</param>
/// <param name="Failure">Null, or the error record of why it couldn't go on: a module didn't load, an argument didn't fit a
/// parameter, the begin block failed. Items not taken stay with the port.</param>
/// <param name="ExitCode">What a script that <see cref="TaskDefinition.EndsProcess"/> ends its process with.</param>
public sealed record TaskOutcome(bool IsStopped, object? Failure, int? ExitCode = null);
