namespace PiPS.Engine.Pools;

/// <summary>What went wrong when a worker ended by choice: in what was to run then.</summary>
/// <param name="Index">The worker's number in its pool.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Message">What went wrong, as a sentence.</param>
public sealed record ExitProblem(int Index, int ProcessId, string Message);
