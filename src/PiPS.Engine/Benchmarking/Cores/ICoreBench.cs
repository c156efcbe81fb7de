using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>What a core test is done with: this machine, or one that a test made up, with cores that miscount.</summary>
internal interface ICoreBench
{
    /// <summary>The clock that rates are measured by.</summary>
    TimeProvider Time { get; }

    /// <summary>Processors that threads can be kept on, ascending; null where there is no way to.</summary>
    IReadOnlyList<int>? Usable();

    /// <summary>The logical processors with their places; none where the system doesn't say.</summary>
    IReadOnlyList<LogicalProcessor> Places();

    /// <summary>Keeps the calling thread on a processor, to its end.</summary>
    /// <exception cref="PinningException">The system refuses.</exception>
    void Hold(int processor);

    /// <summary>Whether the calling thread is still kept there. A processor that goes offline hands its threads to others.</summary>
    bool IsHeld(int processor);

    /// <summary>The kernels that can run here, the fastest first, at least one.</summary>
    IReadOnlyList<CoreKernel> Kernels(Generator generator, ulong seed);

    /// <summary>The plainest way to count, which shares least with the kernels: it decides where they disagree.</summary>
    TrialSource Reference(Generator generator, ulong seed);
}
