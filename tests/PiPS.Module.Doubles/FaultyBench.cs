using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;

namespace PiPS.Module.Doubles;

/// <summary>This machine, with a processor whose kernels miscount some blocks, and one that refuses to be tested.</summary>
internal sealed class FaultyBench : ICoreBench
{
    [ThreadStatic]
    private static int? _processor;

    private readonly MachineBench _machine = new();

    /// <summary>The processor that miscounts; none if null.</summary>
    public int? Bad { get; init; }

    /// <summary>The blocks that it miscounts.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [];

    /// <summary>The processor that refuses; none if null.</summary>
    public int? Refusing { get; init; }

    public TimeProvider Time => _machine.Time;

    public IReadOnlyList<int>? Usable() => _machine.Usable();

    public IReadOnlyList<LogicalProcessor> Places() => _machine.Places();

    public void Hold(int processor)
    {
        if (processor == Refusing)
        {
            throw new PinningException("It is out of order.");
        }

        _machine.Hold(processor);
        _processor = processor;
    }

    public bool IsHeld(int processor) => _machine.IsHeld(processor);

    public IReadOnlyList<CoreKernel> Kernels(Generator generator, ulong seed)
        => [.. _machine.Kernels(generator, seed).Select(kernel => kernel with { Create = () => new Source(this, kernel.Create()) })];

    public TrialSource Reference(Generator generator, ulong seed) => _machine.Reference(generator, seed);

    private sealed class Source(FaultyBench bench, TrialSource source) : TrialSource
    {
        private bool _isWrong;

        public override void Begin(ulong block)
        {
            _isWrong = _processor is not null && _processor == bench.Bad && bench.Blocks.Contains((int)block);
            source.Begin(block);
        }

        public override long Count(long trials) => source.Count(trials) + (_isWrong ? 1 : 0);
    }
}
