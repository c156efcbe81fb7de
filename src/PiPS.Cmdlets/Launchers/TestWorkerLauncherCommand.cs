using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Launchers.Testing;

namespace PiPS.Cmdlets.Launchers;

/// <summary><c>Test-WorkerLauncher</c>: tries to put a worker on each host, and says what is wrong, in one row each.</summary>
/// <remarks>
/// <para>Starts a worker on each host of a launcher by SSH, ten at a time; on each node of the allocation that the session runs in, for Slurm, or else
/// wherever Slurm puts one; or by the command, once. The worker says what it is, counts for a fifth of a second, and ends. Nothing is left there.</para>
/// <para>Status is Ready if workers can be put there. Else it is a word for what is wrong, such as HostKey, NoWorker or WrongVersion; Message says it in a sentence,
/// with the last words of ssh, srun or the worker, and Recommendation says what to do. A host that fails is a row and no error: it is what you asked for. A launcher that can't be
/// tried at all, as without the program ssh, is one.</para>
/// <para>A worker that runs is tested too. Miscount: of 128 blocks whose hits are known one had others; its processor is broken. Clock: its
/// clock is more than two seconds off. Workers don't depend on clocks, but logs do, and the times of files on a shared disk; machines that set their clocks are within hundredths
/// of a second. ClockOffset is known to half of RoundTrip, and to the hundredths of a second that a starting worker takes to say what time it is.</para>
/// <para>What still waits for its turn after -TimeoutSeconds is Queued, and taken back. Rate is trials a second of this one worker, on its threads: hosts that have work for others
/// show it there.</para>
/// </remarks>
/// <example>
/// <para>See which hosts can be used</para>
/// <code>New-WorkerLauncher web1, web2, web3 | Test-WorkerLauncher</code>
/// <para>Shows a row for each host as soon as it is known, with what to do where one fails.</para>
/// </example>
/// <example>
/// <para>Take those that can</para>
/// <code>$hosts = New-WorkerLauncher web1, web2, web3
/// $ready = Test-WorkerLauncher $hosts | Where-Object IsReady
/// Invoke-PiEstimate 1e9 -Launcher (New-WorkerLauncher $ready.Place)</code>
/// <para>Counts on the hosts that are ready.</para>
/// </example>
/// <example>
/// <para>Find slow or wrong machines</para>
/// <code>New-WorkerLauncher -Slurm | Test-WorkerLauncher -TimeoutSeconds 120 |
///     Sort-Object Rate | Export-Csv nodes.csv</code>
/// <para>Within an allocation this has a row for each of its nodes, the slowest first.</para>
/// </example>
/// <seealso cref="NewWorkerLauncherCommand"/>
/// <seealso cref="GetPiEnvironmentCommand"/>
/// <seealso>about_PiPS_Clusters</seealso>
[Cmdlet(VerbsDiagnostic.Test, "WorkerLauncher")]
[OutputType(typeof(HostTest))]
public sealed class TestWorkerLauncherCommand : StoppableCmdlet
{
    /// <summary><b>-Launcher</b>: what New-WorkerLauncher gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(LauncherCompleter))]
    public WorkerLauncher? Launcher { get; set; }

    /// <summary><b>-TimeoutSeconds</b>: how long each host may take, log-in and waiting for a turn included; more than 0, at most 86400.</summary>
    /// <value>30</value>
    [Parameter]
    public double TimeoutSeconds { get; set; } = LauncherTest.UsualTime.TotalSeconds;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        LauncherTestObserver observer = new(this);

        try
        {
            _ = LauncherTest.Run(Launcher!, Time(), observer, Stop);
            observer.Complete();
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private TimeSpan Time() => TimeoutSeconds is > 0.0 and <= 86_400.0
        ? TimeSpan.FromSeconds(TimeoutSeconds)
        : throw LauncherErrors.TestTimeOutOfRange(TimeoutSeconds);
}
