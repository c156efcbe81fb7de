using System.Diagnostics;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class UsableProcessorsTests
{
    // affinity, limit => processors to keep busy
    public static TheoryData<int, double?, int> Allowances => new()
    {
        { 8, null, 8 },
        { 8, 8.5, 8 },
        { 8, 4, 4 },
        { 8, 1.5, 2 },
        { 8, 0.01, 1 },
        { 2, 1e18, 2 },
        { 0, null, 1 },
    };

    [Theory, MemberData(nameof(Allowances))]
    public void Are_the_affinity_or_the_limit_rounded_up(int affinity, double? limit, int processors)
        => Assert.Equal(processors, UsableProcessors.Of(affinity, limit));

    [Fact]
    public void Are_dotnet_s_where_the_affinity_is_unknown()
        => Assert.Equal(Environment.ProcessorCount, UsableProcessors.Of(null, null));

    [Fact]
    public void Are_some_on_this_machine()
        => Assert.InRange(UsableProcessors.Count, 1, UsableProcessors.Affinity()?.Length ?? Environment.ProcessorCount);

    [Fact]
    public void Are_fewer_in_a_real_control_group_below_a_limit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Control groups are Linux's.");
        using RealControlGroup group = RealControlGroup.CreateOrSkip(quota: 150_000, period: 100_000);
        using Process process = EchoProcess.Start("cat");

        try
        {
            group.Add(process);

            Assert.Equal(1.5, new ControlGroupLimits(MachineFiles.Real, $"{process.Id}").Processors());
        }
        finally
        {
            EchoProcess.End(process);
        }
    }
}
