namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>How many processors a core test keeps busy at a time.</summary>
public enum CoreLoad
{
    /// <summary>One after the other, so that each has the machine to itself: the rates are clean.</summary>
    One,

    /// <summary>All at once: heat, and a supply voltage under load, are what some faults take to show.</summary>
    All,
}
