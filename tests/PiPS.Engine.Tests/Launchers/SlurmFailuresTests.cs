using PiPS.Engine.Launchers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>What srun 22.05 really wrote, and what it means.</summary>
public sealed class SlurmFailuresTests
{
    // said hello, exit code, standard error => reason
    public static TheoryData<bool, int, string, string> Words => new()
    {
        { false, 1, "srun: error: invalid partition specified: nope\nsrun: error: Unable to allocate resources: Invalid partition name specified", "NoPartition" },
        { false, 1, "srun: error: Unable to allocate resources: Invalid feature specification", "Constraint" },
        { false, 1, "srun: error: Unable to allocate resources: Invalid node name specified", "NoNode" },
        { false, 1, "srun: error: Hostlist is empty!  Can't run job.", "NoNode" },
        { false, 1, "srun: error: CPU count per node can not be satisfied\nsrun: error: Unable to allocate resources: Requested node configuration is not available", "Request" },
        { false, 1, "srun: error: Memory specification can not be satisfied\nsrun: error: Unable to allocate resources: Requested node configuration is not available", "Request" },
        { false, 1, "srun: error: Unable to create step for job 13: More processors requested than permitted", "Request" },
        { false, 1, "srun: error: Unable to allocate resources: Invalid account or account/partition combination specified", "Account" },
        { false, 2, "slurmstepd-n1: error: execve(): pips: No such file or directory\nsrun: error: n1: task 0: Exited with exit code 2", "NoWorker" },
        { false, 13, "slurmstepd-n1: error: execve(): /etc/passwd: Permission denied\nsrun: error: n1: task 0: Exited with exit code 13", "NoWorker" },
        { false, 127, "pips: command not found\nsrun: error: n1: task 0: Exited with exit code 127", "NoWorker" },
        { false, 3, "srun: error: n1: task 0: Exited with exit code 3", "NoHello" },
        { false, 1, "srun: error: Unable to confirm allocation for job 99999: Invalid job id specified\nsrun: Check SLURM_JOB_ID environment variable. Expired or invalid job 99999", "JobOver" },
        { false, 1, "srun: error: Unable to allocate resources: Unable to contact slurm controller (connect failure)", "Controller" },
        { false, 1, "srun: error: s_p_parse_file: cannot stat file /nope: No such file or directory, retrying in 1sec up to 60sec", "Controller" },
        { false, 1, "srun: error: If munged is up, restart with --num-threads=10\nsrun: error: Munge encode failed: Failed to connect to \"/run/socket\": Connection refused", "Munge" },
        { false, 255, "srun: unrecognized option '--bogus'\nTry \"srun --help\" for more information", "Option" },
        { false, 1, "srun: fatal: --mem, --mem-per-cpu, and --mem-per-gpu are mutually exclusive.", "Option" },
        { false, 1, "srun: error: Invalid --exclusive specification", "Option" },
        { false, 1, "srun: job 19 queued and waiting for resources\nsrun: Job has been cancelled\nsrun: error: Unable to allocate resources: Job/step already completing or completed", "Cancelled" },
        { false, 1, "srun: Required node not available (down, drained or reserved)\nsrun: job 3 queued and waiting for resources", "NodeDown" },
        { true, 137, "srun: error: n1: task 0: Killed\nsrun: Force Terminated StepId=16.0", "Lost" },
        { true, 143, "slurmstepd-n1: error: *** STEP 14.0 ON n1 CANCELLED AT 2026-11-23T00:31:38 ***\nsrun: error: n1: task 0: Terminated", "Cancelled" },
        { true, 143, "slurmstepd-n1: error: *** STEP 5.0 ON n1 CANCELLED AT 2026-11-23T00:33:23 DUE TO TIME LIMIT ***\nsrun: error: n1: task 0: Terminated", "TimeLimit" },
        { true, 143, "slurmstepd-n1: error: *** STEP 5.0 ON n1 CANCELLED AT 2026-11-23T00:33:23 DUE TO PREEMPTION ***", "Preempted" },
        { true, 1, "srun: error: Node failure on n1\nsrun: Job step aborted", "NodeDown" },
    };

    [Theory, MemberData(nameof(Words))]
    public void Knows_what_srun_means(bool saidHello, int exitCode, string words, string reason)
    {
        LaunchFailure failure = SlurmFailures.Explain("n1", exitCode, saidHello, words, []);

        Assert.Equal(reason, failure.Reason);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_nodes_that_were_left_out_when_no_other_is_left()
    {
        LaunchFailure failure = SlurmFailures.Explain("Slurm", 1, false, "srun: error: Unable to allocate resources: Requested node configuration is not available", ["n1", "n2"]);

        Assert.Equal("NoNodeLeft", failure.Reason);
        Assert.Contains("n1, n2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("srun: job 18 queued and waiting for resources", true)]
    [InlineData("srun: job 18 queued and waiting for resources\nsrun: job 18 has been allocated resources", false)]
    [InlineData("srun: Required node not available (down, drained or reserved)\nsrun: job 3 queued and waiting for resources", true)]
    [InlineData("srun: Job 13 step creation temporarily disabled, retrying (Requested nodes are busy)", true)]
    [InlineData("srun: Job 13 step creation still disabled, retrying (Requested nodes are busy)\nsrun: Step created for job 13", false)]
    public void Knows_whether_a_worker_waits_for_its_turn(string words, bool waits) => Assert.Equal(waits, SlurmVoice.IsQueued("Slurm", words));

    [Fact]
    public void Doesnt_wait_for_what_never_comes()
        => Assert.Equal("Request", Assert.Throws<LaunchRefusedException>(() => SlurmVoice.IsQueued(
            "Slurm", "srun: Requested partition configuration not available now\nsrun: job 4 queued and waiting for resources")).Failure.Reason);

    [Theory]
    [InlineData("srun: error: n1: task 0: Exited with exit code 2", "n1")]
    [InlineData("slurmstepd-gpu-07: error: execve(): pips: No such file or directory", "gpu-07")]
    [InlineData("slurmstepd: error: *** STEP 14.0 ON n1 CANCELLED AT 2026-11-23T00:31:38 ***", "n1")]
    [InlineData("slurmstepd: error: *** STEP 14.0 ON n[1-2] CANCELLED AT 2026-11-23T00:31:38 ***", null)]
    [InlineData("srun: error: Unable to allocate resources: Invalid feature specification", null)]
    public void Finds_the_node_that_is_spoken_of(string words, string? node) => Assert.Equal(node, SlurmVoice.Host(words));
}
