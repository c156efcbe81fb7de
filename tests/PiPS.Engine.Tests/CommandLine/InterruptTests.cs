using System.Diagnostics;
using System.Globalization;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.CommandLine;

/// <summary>However <c>pips estimate</c> ends, its workers end too.</summary>
[Collection(nameof(Alone))]
public sealed class InterruptTests
{
    private const string Endless = "estimate 1e15 --type process --workers 3";

    [Theory]
    [InlineData(Endless)]
    [InlineData("estimate 1e15 --type thread --workers 3")]
    [InlineData("estimate 1e15 --type sequential")]
    [InlineData("cores --duration 1000")]
    [InlineData("cores --trials 1e15 --load all")]
    [InlineData("scaling --type process --workers 1 --trials 1e15")]
    public void Ctrl_C_ends_a_run_with_exit_code_130_and_without_a_word(string arguments)
    {
        Proc.SkipUnlessLinux();
        Assert.SkipWhen(IgnoresInterrupts(), "This process was started with SIGINT ignored, and its children would be too.");
        using PipsProgram pips = PipsProgram.Start(arguments);
        int workers = arguments == Endless ? 3 : arguments.Contains("process", StringComparison.Ordinal) ? 1 : 0;
        Eventually.Holds(() => CatchesInterrupts(pips.Id) && Ready(pips.Id) == workers, "it is at work");
        IReadOnlyList<int> children = Proc.ChildrenOf(pips.Id);

        _ = Proc.Signal(pips.Id, Proc.Interrupt);

        Assert.Equal(new PipsProgram.Ending(130, "", ""), pips.End());
        Assert.DoesNotContain(children, Proc.IsAlive);
    }

    [Theory]
    [InlineData(Proc.KillNow)]
    [InlineData(Proc.Terminate)]
    public void A_parent_that_is_killed_leaves_no_worker(int signal)
    {
        Proc.SkipUnlessLinux();
        using PipsProgram pips = PipsProgram.Start(Endless);
        Eventually.Holds(() => Ready(pips.Id) == 3, "its workers are ready");
        IReadOnlyList<int> children = Proc.ChildrenOf(pips.Id);

        _ = Proc.Signal(pips.Id, signal);

        pips.End();
        long killed = Stopwatch.GetTimestamp();
        Eventually.Holds(() => !children.Any(Proc.IsAlive), "the workers have ended");
        Promise.Kept("gone", [Stopwatch.GetElapsedTime(killed)], TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_parent_that_is_killed_while_its_workers_start_leaves_none()
    {
        Proc.SkipUnlessLinux();
        Random random = new(1);

        for (int i = 0; i < 6; i++)
        {
            // The workers are found by a variable that they inherit, since they may be there before anybody could list them.
            string mark = string.Create(CultureInfo.InvariantCulture, $"PIPS_TEST_{Environment.ProcessId}_{i}");
            using PipsProgram pips = PipsProgram.Start(Endless, new Dictionary<string, string> { [mark] = "1" });
            int started = random.Next(4);
            Eventually.Holds(() => Proc.ChildrenOf(pips.Id).Count >= started, "some workers were started");
            _ = Proc.Signal(pips.Id, Proc.KillNow);
            pips.End();

            Eventually.Holds(() => Proc.WithVariable(mark).Count == 0, "no worker is left");
        }
    }

    private static int Ready(int parent) => Proc.ChildrenOf(parent).Count(id => Proc.SessionOf(id) == id);

    private static bool IgnoresInterrupts() => Proc.Ignores(Proc.Interrupt);

    private static bool CatchesInterrupts(int id) => Proc.HasSignal(id.ToString(CultureInfo.InvariantCulture), "SigCgt", Proc.Interrupt);
}
