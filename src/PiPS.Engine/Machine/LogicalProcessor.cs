namespace PiPS.Engine.Machine;

/// <summary>A hardware thread, as the operating system numbers them.</summary>
public sealed record LogicalProcessor
{
    /// <summary>The operating system's number for it, from 0; what <c>taskset</c> takes.</summary>
    public required int Id { get; init; }

    /// <summary>Its core, counted from 0 through the whole machine as <c>lscpu -e</c> does; null if unknown.</summary>
    public int? Core { get; init; }

    /// <summary>The socket it sits in, counted from 0; null if unknown.</summary>
    public int? Socket { get; init; }

    /// <summary>The operating system's number for its memory node; null if unknown.</summary>
    public int? NumaNode { get; init; }

    /// <summary>Whether this process may run on it; null if unknown.</summary>
    public bool? IsUsable { get; init; }

    /// <summary>The highest frequency that the hardware offers, in MHz; null if unknown, as in most virtual machines.</summary>
    public double? MaximumFrequency { get; init; }
}
