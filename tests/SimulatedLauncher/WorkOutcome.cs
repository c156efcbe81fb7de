namespace PiPS.SimulatedLauncher;

/// <summary>What becomes of a piece or an item.</summary>
internal enum WorkOutcome
{
    Answer,
    Death,
    Silence,
}
