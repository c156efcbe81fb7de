using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Protocol;
using PiPS.Engine.Tests.Workers;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Pools;

/// <summary>Workers that don't get up, or don't get ready.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Shortly = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void A_process_that_never_says_hello_is_killed_and_a_pool_of_them_fails_after_three()
    {
        Proc.SkipUnlessLinux();
        string mark = $"PIPS_TEST_{Guid.NewGuid():N}";
        WorkerCommand command = new("sleep", ["1000"]) { Environment = new Dictionary<string, string> { [mark] = "1" } };

        WorkersFailedException failure = Failure(command, new() { HelloLimit = Shortly });

        Assert.StartsWith("3 workers in a row", failure.Message, StringComparison.Ordinal);
        Assert.Contains("it didn't say hello within 0.1 s", failure.Message, StringComparison.Ordinal);
        Eventually.Holds(() => Proc.WithVariable(mark).Count == 0, "none of them is left");
    }

    [Fact]
    public void A_process_that_is_never_set_up_is_killed()
    {
        Proc.SkipUnlessLinux();
        string hello = Path.GetTempFileName();
        File.WriteAllBytes(hello, new FrameEncoder().Preface().Hello(Hello.OfThisProcess()).Bytes);

        try
        {
            WorkersFailedException failure = Failure(
                new("/bin/sh", ["-c", "cat \"$0\"; exec sleep 1000", hello]), new() { SetUpLimit = Shortly });

            Assert.Contains("it wasn't set up within 0.1 s", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(hello);
        }
    }

    [Fact]
    public void A_thread_that_is_never_set_up_is_given_up()
    {
        using ManualResetEventSlim never = new();
        using WorkerPool pool = WorkerPools.OfThreads(
            "p", 1, () => new FunctionHost(), (Action)never.Wait, new() { SetUpLimit = Shortly });

        Assert.Contains("it wasn't set up within 0.1 s", Failure(pool).Message, StringComparison.Ordinal);
        never.Set();
    }

    [Fact]
    public void Processes_that_die_before_they_are_ready_end_the_pool_after_ten_with_their_last_words()
    {
        Proc.SkipUnlessLinux();

        WorkersFailedException failure = Failure(new("/bin/sh", ["-c", "echo no such library >&2; exit 5"]), new());

        Assert.StartsWith("10 workers in a row", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 5", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such library", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_ups_that_fail_for_one_reason_end_the_pool_after_three()
    {
        int tries = 0;
        void SetUp()
        {
            Interlocked.Increment(ref tries);
            throw new InvalidDataException("no such server");
        }

        using WorkerPool pool = WorkerPools.OfThreads("p", 1, () => new FunctionHost(), (Action)SetUp);

        Assert.Contains("no such server", Failure(pool).Message, StringComparison.Ordinal);
        Assert.Equal(3, tries);
    }

    [Fact]
    public void A_set_up_that_fails_twice_does_no_harm()
    {
        int tries = 0;
        void SetUp()
        {
            if (Interlocked.Increment(ref tries) < 3)
            {
                throw new InvalidDataException("busy");
            }
        }

        using WorkerPool pool = WorkerPools.OfThreads("p", 1, () => new FunctionHost(), (Action)SetUp);

        Assert.True(SpinWait.SpinUntil(() => pool.Workers is [{ State: PoolWorkerState.Idle }], Deadline.Generous));
        Assert.Equal(PoolState.Running, pool.State);
    }

    [Fact]
    public void A_process_that_leads_no_group_is_killed_alone()
    {
        Proc.SkipUnlessLinux();
        WorkerProcess bystander = WorkerProcess.Start(new("sleep", ["1000"]));
        WorkerProcess worker = WorkerProcess.Start(new("sleep", ["1000"]));
        Assert.NotEqual(worker.Id, Proc.SessionOf(worker.Id));

        worker.Kill();
        worker.WaitForEnd();
        worker.Kill();
        worker.Dispose();

        Assert.True(Proc.IsAlive(bystander.Id));
        bystander.Dispose();
    }

    private static WorkersFailedException Failure(WorkerCommand command, PoolOptions options)
    {
        using WorkerPool pool = WorkerPools.OfProcesses("p", 1, _ => command, new CompactCodec(new NoForeignCodec()), "set up", options);
        return Failure(pool);
    }

    private static WorkersFailedException Failure(WorkerPool pool)
    {
        Assert.True(SpinWait.SpinUntil(() => pool.State == PoolState.Failed, Deadline.Generous));
        WorkRun run = new(new object(), new());
        return Assert.Throws<WorkersFailedException>(() => pool.Begin(run));
    }
}
