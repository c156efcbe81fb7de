namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>What a core test says of a processor; <see cref="CoreTest.Verdict"/> has the name.</summary>
public enum CoreVerdict
{
    /// <summary>Nothing was found, which proves nothing for other instructions, temperatures or loads.</summary>
    Pass,

    /// <summary>It counted hits that the blocks don't have.</summary>
    Miscount,

    /// <summary>It counts right, but slower than the others.</summary>
    Slow,

    /// <summary>It couldn't be tested, or not to the end.</summary>
    Lost,
}
