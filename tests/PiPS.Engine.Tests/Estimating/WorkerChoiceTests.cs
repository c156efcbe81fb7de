using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Estimating;

public sealed class WorkerChoiceTests
{
    // type, workers asked for, blocks, usable processors, generator => type, workers
    public static TheoryData<WorkerType, int?, long, int, Generator, WorkerType, int> Choices => new()
    {
        { WorkerType.Auto, null, 4, 8, Generator.Xoshiro256PlusPlus, WorkerType.Sequential, 1 },
        { WorkerType.Auto, null, 5, 8, Generator.Xoshiro256PlusPlus, WorkerType.Thread, 5 },
        { WorkerType.Auto, null, 2, 8, Generator.MersenneTwister, WorkerType.Thread, 2 },
        { WorkerType.Auto, null, 1, 8, Generator.MersenneTwister, WorkerType.Sequential, 1 },
        { WorkerType.Auto, null, 96, 8, Generator.Xoshiro256PlusPlus, WorkerType.Thread, 8 },
        { WorkerType.Auto, null, 96, 1, Generator.Xoshiro256PlusPlus, WorkerType.Sequential, 1 },
        { WorkerType.Auto, 3, 1, 8, Generator.Xoshiro256PlusPlus, WorkerType.Thread, 3 },
        { WorkerType.Sequential, null, 96, 8, Generator.Xoshiro256PlusPlus, WorkerType.Sequential, 1 },
        { WorkerType.Thread, null, 96, 8, Generator.Xoshiro256PlusPlus, WorkerType.Thread, 8 },
        { WorkerType.Thread, null, 3, 8, Generator.Xoshiro256PlusPlus, WorkerType.Thread, 3 },
        { WorkerType.Process, null, 1L << 42, 8, Generator.Xoshiro256PlusPlus, WorkerType.Process, 8 },
        { WorkerType.Process, 4096, 1, 8, Generator.Xoshiro256PlusPlus, WorkerType.Process, 4096 },
    };

    [Theory, MemberData(nameof(Choices))]
    public void Leaves_nothing_open(
        WorkerType type, int? workers, long blocks, int usable, Generator generator, WorkerType chosen, int count)
    {
        WorkerChoice choice = WorkerChoice.For(new() { Type = type, WorkerCount = workers, Generator = generator }, blocks, () => usable);

        Assert.Equal(new WorkerChoice(chosen, count), choice);
        Assert.Equal(chosen == WorkerType.Sequential || (chosen == WorkerType.Thread && count == 1), choice.IsInline);
    }
}
