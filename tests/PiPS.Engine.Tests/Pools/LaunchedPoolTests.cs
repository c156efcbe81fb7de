using PiPS.Engine.Launchers;
using PiPS.Engine.Pools;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Tests.Workers;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Pools;

/// <summary>Pools whose workers a launcher starts, and that don't get ready.</summary>
public sealed class LaunchedPoolTests
{
    [Fact]
    public void A_worker_of_another_version_is_refused_and_the_pool_says_what_to_update()
    {
        Proc.SkipUnlessLinux();
        string hello = Path.GetTempFileName();
        File.WriteAllBytes(hello, new FrameEncoder().Preface().Hello(Hello.OfThisProcess() with { ProductVersion = "999.0.0" }).Bytes);

        try
        {
            using WorkerPool pool = Launched("/bin/sh", "-c", "cat \"$0\"; exec sleep 1000", hello);

            Assert.True(SpinWait.SpinUntil(() => pool.State == PoolState.Failed, Deadline.Generous));
            HostsFailedException failure = Assert.IsType<HostsFailedException>(pool.Failure);
            Assert.Contains("999.0.0", failure.Message, StringComparison.Ordinal);
            Assert.Contains("Update PiPS here", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(hello);
        }
    }

    [Fact]
    public void A_host_that_starts_nothing_is_set_aside_after_three_with_its_last_words()
    {
        Proc.SkipUnlessLinux();
        using WorkerPool pool = Launched("/bin/sh", "-c", "echo no such library >&2; exit 5");

        Assert.True(SpinWait.SpinUntil(() => pool.State == PoolState.Failed, Deadline.Generous));
        Assert.Contains("no such library", pool.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("failed 3 times in a row", Assert.Single(pool.LaunchProblems), StringComparison.Ordinal);
        Assert.NotNull(pool.Launcher);
    }

    [Fact]
    public void A_pool_that_is_stopped_while_a_worker_is_on_its_way_leaves_nothing()
    {
        Proc.SkipUnlessLinux();
        string mark = $"PIPS_TEST_{Guid.NewGuid():N}";
        WorkerPool pool = Launched("env", $"{mark}=1", "sh", "-c", "exec sleep 1000");
        Eventually.Holds(() => Proc.WithVariable(mark).Count > 0, "it is on its way");
        Assert.IsType<LaunchedWorkerReport>(Assert.Single(pool.Workers));

        pool.Dispose();

        Eventually.Holds(() => Proc.WithVariable(mark).Count == 0, "nothing is left");
    }

    [Fact]
    public void What_refuses_shared_memory_does_not_refuse_the_rest()
    {
        CompactCodec codec = new(null, null, LocalMemory.Refuse);

        Assert.Equal(3, codec.Decode(codec.Encode(3)));
        UnencodableValueException refused = Assert.Throws<UnencodableValueException>(() => LocalMemory.Refuse(new(SharedKind.DoubleArray, 1, "a")));
        Assert.Equal(("SharedArrayIsLocal", "a"), (refused.Id, refused.Target));
        LocalMemory.Refuse(new(SharedKind.Queue, 1, "q"));
    }

    private static WorkerPool Launched(params string[] command) => WorkerPools.OfLaunched(
        "p", 1, new CommandLauncher { Command = command }, ["program"], new CompactCodec(new NoForeignCodec()), "set up");
}
