using System.Diagnostics;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class ProcessorAffinityTests
{
    [Fact]
    public void Is_what_the_kernel_s_files_say()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says.");

        Assert.Equal(ProcessorAffinity.Read(MachineFiles.Real), ProcessorAffinity.Read(Environment.ProcessId));
    }

    [Fact]
    public void Is_what_taskset_makes_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "taskset is Linux's.");
        int last = UsableProcessors.Affinity()![^1];
        using Process process = EchoProcess.Start("taskset", "-c", $"{last}", "cat");

        try
        {
            Assert.Equal([last], ProcessorAffinity.Read(process.Id) ?? []);
        }
        finally
        {
            EchoProcess.End(process);
        }
    }

    [Fact]
    public void Grows_a_mask_that_is_too_short_for_the_kernel()
    {
        int process = Environment.ProcessId;

        Assert.Equal(ProcessorAffinity.Read(process), ProcessorAffinity.Read(process, firstWords: 0));
    }

    [Fact]
    public void Is_unknown_for_a_process_that_is_not_there() => Assert.Null(ProcessorAffinity.Read(int.MaxValue));

    [Fact]
    public void Is_a_thread_s_own_while_it_is_pinned()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux pins.");
        int[] before = ProcessorAffinity.Read(0)!;
        int last = UsableProcessors.Affinity()![^1];

        using (ThreadPin.To(last))
        {
            Assert.Equal([last], ProcessorAffinity.Read(0) ?? []);
        }

        Assert.Equal(before, ProcessorAffinity.Read(0));
    }

    [Fact]
    public void Is_refused_for_a_processor_that_is_not_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux pins.");

        Assert.Throws<PinningException>(() => ThreadPin.To(100_000));
    }
}
