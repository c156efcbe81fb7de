using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>However a run ends, nothing of it is left: no process, no thread, no file.</summary>
[Collection(nameof(Alone))]
public sealed class LeakTests
{
    private static readonly EstimateOptions Endless = new() { Trials = 1_000_000_000_000_000, Seed = 1, WorkerCount = 4 };

    [Theory]
    [InlineData(WorkerType.Process)]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Sequential)]
    public void A_stopped_run_is_back_within_200_ms_and_leaves_nothing(WorkerType type)
    {
        Proc.SkipUnlessLinux();
        EstimateOptions options = Endless with { Type = type, WorkerCount = type == WorkerType.Sequential ? null : 4 };
        Random random = new(5);
        List<TimeSpan> delays = [];

        for (int i = 0; i < Soak.Times(5); i++)
        {
            using CancellationTokenSource stop = new();
            long stopped = 0;
            using ITimer timer = TimeProvider.System.CreateTimer(
                _ =>
                {
                    Volatile.Write(ref stopped, Stopwatch.GetTimestamp());
                    stop.Cancel();
                },
                null,
                TimeSpan.FromMilliseconds(random.Next(type == WorkerType.Process ? 400 : 50)),
                Timeout.InfiniteTimeSpan);

            Assert.Throws<OperationCanceledException>(() => Estimates.Run(options, null, stop.Token, Estimates.Pips));

            delays.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref stopped)));
            AssertNothingLeft();
        }

        Promise.Kept("back", delays, TimeSpan.FromMilliseconds(200));
    }

    [Theory]
    [InlineData(WorkerType.Process)]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Sequential)]
    public void A_run_whose_observer_throws_leaves_nothing(WorkerType type)
    {
        Proc.SkipUnlessLinux();

        EstimateOptions options = Endless with { Type = type, WorkerCount = type == WorkerType.Sequential ? null : 2 };

        for (int i = 0; i < 3; i++)
        {
            Thrower thrower = new();
            Assert.Same(thrower.Thrown, Assert.Throws<InvalidDataException>(() => Estimates.Run(options, thrower)));
            AssertNothingLeft();
        }
    }

    [Fact]
    public void Run_after_run_leaves_no_open_file_thread_or_process()
    {
        Proc.SkipUnlessLinux();
        EstimateOptions options = new() { Trials = 1 << 21, Seed = 1, Type = WorkerType.Process, WorkerCount = 1 };
        Estimates.Run(options);
        IReadOnlyList<string> before = Proc.OpenPipes();

        for (int i = 0; i < Soak.Times(10); i++)
        {
            Estimates.Run(options);
        }

        // On a busy machine who reads a dead worker's last words may need a moment to see their end.
        Eventually.Holds(() => !Proc.OpenPipes().Except(before).Any(), "no pipe is left");
        AssertNothingLeft();
    }

    [Fact]
    public void A_killed_worker_leaves_no_file_for_debuggers()
    {
        Proc.SkipUnlessLinux();
        Assert.SkipUnless(WorkerCommand.LeanRuntime.ContainsKey("DOTNET_EnableDiagnostics"), "The environment has its own setting.");
        DateTime start = DateTime.UtcNow;

        PiEstimate estimate = Estimates.Run(Estimates.Golden(WorkerType.Process, 2));

        // The runtime's files have its process id in their names; others' that had the id before may lie about.
        string temporary = Path.GetTempPath();
        Assert.DoesNotContain(
            estimate.Workers.SelectMany(worker => Directory.GetFiles(temporary, $"*-{worker.ProcessId}-*")),
            file => File.GetLastWriteTimeUtc(file) >= start);
    }

    private static void AssertNothingLeft()
    {
        Assert.Empty(Proc.ChildrenOf(Environment.ProcessId));

        // A thread that has been joined is about to be gone from the system's list.
        Eventually.Holds(() => Proc.EngineThreads() == 0, "no thread is left");
    }

    private sealed class Thrower : IEstimateObserver
    {
        public InvalidDataException Thrown { get; } = new("I have seen enough.");

        public void Progressed(EstimateProgress progress) => throw Thrown;

        public void Noticed(string message)
        {
        }
    }
}
