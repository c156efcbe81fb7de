using System.Diagnostics;
using PiPS.Engine.Estimating;

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

        for (int i = 0; i < 20; i++)
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

        TestContext.Current.TestOutputHelper!.WriteLine($"back after {string.Join(", ", delays.Select(delay => $"{delay.TotalMilliseconds:F0}"))} ms");

        // The promise is kept where nothing else runs; a busy machine may miss it a few times, but not by much.
        Assert.InRange(delays.Order().ElementAt(10), TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        Assert.InRange(delays.Max(), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(WorkerType.Process)]
    [InlineData(WorkerType.Thread)]
    [InlineData(WorkerType.Sequential)]
    public void A_run_whose_observer_throws_leaves_nothing(WorkerType type)
    {
        Proc.SkipUnlessLinux();

        for (int i = 0; i < 3; i++)
        {
            Thrower thrower = new();
            Assert.Same(thrower.Thrown, Assert.Throws<InvalidDataException>(
                () => Estimates.Run(Endless with { Type = type, WorkerCount = type == WorkerType.Sequential ? null : 2 }, thrower)));
            AssertNothingLeft();
        }
    }

    [Fact]
    public void Fifty_runs_leave_no_open_file_thread_or_process()
    {
        Proc.SkipUnlessLinux();
        EstimateOptions options = new() { Trials = 1 << 21, Seed = 1, Type = WorkerType.Process, WorkerCount = 2 };
        Estimates.Run(options);
        IReadOnlyList<string> before = Proc.OpenPipes();

        for (int i = 0; i < 50; i++)
        {
            Estimates.Run(options);
        }

        Assert.Equal(before, Proc.OpenPipes());
        AssertNothingLeft();
    }

    private static void AssertNothingLeft()
    {
        Assert.Empty(Proc.ChildrenOf(Environment.ProcessId));

        // A thread that has been joined is about to be gone from the system's list.
        Eventually.Holds(() => Proc.EngineThreads() == 0, "no thread is left", TimeSpan.FromSeconds(1));
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
