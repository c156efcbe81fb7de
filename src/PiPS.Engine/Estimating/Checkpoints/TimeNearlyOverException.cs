using PiPS.Engine.Workers;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>A run was ended since the process was told, by <c>SIGUSR1</c>, that its time is nearly over. Its checkpoint has what was counted.</summary>
public sealed class TimeNearlyOverException : WorkersFailedException
{
    internal TimeNearlyOverException()
        : base("This process was told by a signal that its time is nearly over, and ended the run. Its checkpoint has what was counted: the same command goes on from there.")
    {
    }
}
