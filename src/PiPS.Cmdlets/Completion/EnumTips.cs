using PiPS.Cmdlets.Pools;
using PiPS.Cmdlets.Sharing;
using PiPS.Engine.Benchmarking.Baselines.Saving;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Cmdlets.Completion;

/// <summary>What the names are for that parameters take, to choose among them.</summary>
internal static class EnumTips
{
    /// <param name="name">A value of one of the enumerations that parameters have.</param>
    public static string Of(Enum name) => name switch
    {
        Generator.Xoshiro256PlusPlus => "The usual one: fast, on vectors where the processor has them.",
        Generator.MersenneTwister => "What Python's random module draws: to repeat its numbers. Much slower.",

        WorkerType.Auto => "What is fastest for the number of trials.",
        WorkerType.Sequential => "The calling thread alone: a baseline without start-up.",
        WorkerType.Thread => "Threads of this process: they start at once.",
        WorkerType.Process => "Processes of their own, as Python's Pool: they take longer to start.",

        WorkerPinning.None => "The system places workers, and moves them.",
        WorkerPinning.Spread => "As far apart as possible: each worker has a core of its own while there are cores.",
        WorkerPinning.Compact => "As close as possible: what a core's second hardware thread is worth.",

        CoreLoad.One => "One processor after the other: clean rates.",
        CoreLoad.All => "All at once: heat and strain, for burn-ins.",

        BenchmarkFormat.Json => "All of it; the one that Import-PiBenchmark and Compare-PiBenchmark read.",
        BenchmarkFormat.Csv => "A row for each sample, for spreadsheets.",
        BenchmarkFormat.Markdown => "Tables for people.",

        PoolType.Process => "Each worker has a memory of its own, survives others, and can be killed when an item takes too long.",
        PoolType.Thread => "Runspaces of this process: they start in no time and get objects as they are; for waiting on networks.",

        SharedObjectType.Dictionary => "Values by key, as in @{}.",
        SharedObjectType.List => "Values by place.",
        SharedObjectType.Namespace => "Values by name, as properties.",
        SharedObjectType.Value => "One value.",
        SharedObjectType.Counter => "A number that many add to, in memory that processes share: the fastest.",

        WorkerLockType.Lock => "One holder at a time.",
        WorkerLockType.RecursiveLock => "One holder at a time, who may take it again.",
        WorkerLockType.Semaphore => "As many holders at a time as -Count says.",
        WorkerLockType.Event => "Set or not: those that wait go on once it is set.",
        WorkerLockType.Condition => "A lock whose holder waits, without it, to be notified.",
        WorkerLockType.Barrier => "As many as -Count says wait for each other.",

        SharedElement.Byte => "0 to 255; a byte each.",
        SharedElement.Int32 => "Whole numbers to 2,147,483,647, with sign; 4 bytes each.",
        SharedElement.Int64 => "Whole numbers to 9.2e18, with sign; 8 bytes each.",
        SharedElement.Single => "Numbers with 7 digits; 4 bytes each.",
        SharedElement.Double => "Numbers with 15 digits; 8 bytes each.",
        _ => name.ToString(),
    };
}
