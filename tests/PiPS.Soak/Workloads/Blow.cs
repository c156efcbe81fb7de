namespace PiPS.Soaking.Workloads;

/// <summary>Something done to a worker at some moment.</summary>
/// <param name="AtMilliseconds">When, from the scenario's start.</param>
/// <param name="Pick">Which of the processes that there are then.</param>
/// <param name="HaltMilliseconds">For how long it is halted; 0 to kill it.</param>
internal sealed record Blow(int AtMilliseconds, int Pick, int HaltMilliseconds)
{
    public override string ToString() => HaltMilliseconds > 0
        ? $"at {AtMilliseconds} ms halt process {Pick} for {HaltMilliseconds} ms"
        : $"at {AtMilliseconds} ms kill process {Pick}";
}
