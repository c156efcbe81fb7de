using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;

namespace PiPS.Cmdlets.Launchers;

/// <summary><c>New-WorkerLauncher</c>: says how workers are put on other machines: by SSH, by Slurm, or by any command.</summary>
/// <remarks>
/// <para>It only makes the value, for -Launcher of Invoke-PiEstimate, Measure-PiScaling and Start-WorkerPool, and refuses what can't be. No
/// machine is contacted: whether workers can be had there is what Test-WorkerLauncher finds out.</para>
/// <para>Workers speak over the standard input and output that ssh, srun or the command carries: no port is opened, nothing listens, and there is no
/// log-in of ours. Standard output there has to be theirs alone. Each worker has a carrier of its own. When the session ends, and also when it is killed, they end.</para>
/// <para>-HostName takes the OpenSSH client and the user's own configuration (~/.ssh/config). It never asks for a password or a passphrase: have a key and an agent.
/// Unknown host keys are refused unless that configuration says otherwise. At most ten log-ins are under way at once.</para>
/// <para>-Slurm starts workers by srun: as steps of the allocation that the session runs in, and else as jobs of their own. What waits for its
/// turn may wait for as long as it takes.</para>
/// <para>-Command is any command that runs the words behind it, and carries standard input and output, such as kubectl exec -i pod --, docker exec -i name, or sudo -u other.</para>
/// <para>PiPS has to be there in the same version: pips, or pwsh with the module. Workers are looked for where this machine has pips, where -CopyWorker puts it, and on the
/// PATH; -WorkerPath says where it is instead.</para>
/// </remarks>
/// <example>
/// <para>Count on two hosts, with four workers on each</para>
/// <code>$hosts = New-WorkerLauncher web1, web2 -SlotsPerHost 4
/// Invoke-PiEstimate 1e10 -Launcher $hosts</code>
/// <para>Gives the same hits as this machine alone. Workers of the estimate has a row for each, with its Host.</para>
/// </example>
/// <example>
/// <para>See whether it works</para>
/// <code>$hosts = New-WorkerLauncher web1, web2 -UserName pi -KeyFilePath ./id_pi `
///     -Option '-oProxyJump=gate'
/// Test-WorkerLauncher $hosts</code>
/// <para>Shows a row for each host: ready, or what is wrong and what to do.</para>
/// </example>
/// <example>
/// <para>Ask Slurm for nodes</para>
/// <code>$slurm = New-WorkerLauncher -Slurm -Partition long -Time 08:00:00 `
///     -ThreadsPerWorker 8 -Option '--nice=100'
/// Invoke-PiEstimate 1e10 -Launcher $slurm -WorkerCount 2</code>
/// <para>Starts two workers of eight threads each, as Slurm has room for them: those that queue hold up nobody.</para>
/// </example>
/// <example>
/// <para>Use whatever runs a command there</para>
/// <code>$pod = New-WorkerLauncher -Command kubectl, exec, '-i', pod, '--' `
///     -WorkerPath /usr/local/bin/pips
/// Invoke-PiEstimate 1e10 -Launcher $pod -WorkerCount 2</code>
/// <para>Runs 'kubectl exec -i pod -- /usr/local/bin/pips worker' twice.</para>
/// </example>
/// <seealso cref="TestWorkerLauncherCommand"/>
/// <seealso cref="Pools.StartWorkerPoolCommand"/>
/// <seealso cref="InvokePiEstimateCommand"/>
/// <seealso cref="Benchmarks.MeasurePiScalingCommand"/>
/// <seealso>about_PiPS_Clusters</seealso>
[Cmdlet(VerbsCommon.New, "WorkerLauncher", DefaultParameterSetName = HostNameSet)]
[OutputType(typeof(SshLauncher), typeof(SlurmLauncher), typeof(CommandLauncher))]
public sealed class NewWorkerLauncherCommand : PSCmdlet
{
    private const string HostNameSet = "HostName";
    private const string SlurmSet = "Slurm";
    private const string CommandSet = "Command";

    /// <summary><b>-HostName</b>: hosts, as ssh takes them: names, addresses, user@name, or what its configuration calls them. Each is named once.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HostNameSet)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? HostName { get; set; }

    /// <summary><b>-Port</b>: the port of their SSH servers, 1 to 65535.</summary>
    /// <value>What ssh's configuration says, or 22</value>
    [Parameter(ParameterSetName = HostNameSet)]
    [WholeNumberArgument]
    public WholeNumber? Port { get; set; }

    /// <summary><b>-UserName</b>: who logs in.</summary>
    /// <value>What ssh's configuration says, or the user's own name</value>
    [Parameter(ParameterSetName = HostNameSet)]
    public string? UserName { get; set; }

    /// <summary><b>-KeyFilePath</b>: the private key to log in with. It has to be there, and only its owner may read it.</summary>
    /// <value>What ssh's configuration says, and the agent has</value>
    [Parameter(ParameterSetName = HostNameSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyFilePath { get; set; }

    /// <summary><b>-SlotsPerHost</b>: the most workers on a host, 1 to 4096. It is also how many there are where no number is asked for.</summary>
    /// <value>No limit; one where no number is asked for</value>
    [Parameter(ParameterSetName = HostNameSet)]
    [WholeNumberArgument]
    public WholeNumber? SlotsPerHost { get; set; }

    /// <summary><b>-Slurm</b>: puts workers on nodes that Slurm chooses, by srun.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SlurmSet)]
    public SwitchParameter Slurm { get; set; }

    /// <summary><b>-Partition</b>: the partition that nodes are asked of.</summary>
    /// <value>The cluster's own choice</value>
    [Parameter(ParameterSetName = SlurmSet)]
    [ArgumentCompleter(typeof(PartitionCompleter))]
    public string? Partition { get; set; }

    /// <summary><b>-Account</b>: the account that is charged.</summary>
    /// <value>The user's usual one</value>
    [Parameter(ParameterSetName = SlurmSet)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public string? Account { get; set; }

    /// <summary><b>-Constraint</b>: features that nodes must have, as srun takes them: avx512, or intel&amp;gpu.</summary>
    /// <value>None</value>
    [Parameter(ParameterSetName = SlurmSet)]
    [ArgumentCompleter(typeof(ConstraintCompleter))]
    public string? Constraint { get; set; }

    /// <summary><b>-Time</b>: how long a worker's job may run, a minute at least: a time span, or a number of seconds. Slurm counts whole minutes.</summary>
    /// <value>The partition's usual time</value>
    [Parameter(ParameterSetName = SlurmSet)]
    [DurationArgument]
    public TimeSpan? Time { get; set; }

    /// <summary><b>-Option</b>: further words for ssh, before ours, or for srun, after ours: so they win.</summary>
    /// <value>None</value>
    [Parameter(ParameterSetName = HostNameSet)]
    [Parameter(ParameterSetName = SlurmSet)]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [AllowNull]
    public string[]? Option { get; set; } = [];

    /// <summary><b>-Command</b>: the command, word by word. A worker's own words come behind it. Words that begin with '-' want quotes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CommandSet)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Command { get; set; }

    /// <summary><b>-WorkerPath</b>: where pips or pwsh is there: a whole path, or a name on the PATH there.</summary>
    /// <value>Looked for</value>
    [Parameter]
    public string? WorkerPath { get; set; }

    /// <summary><b>-CopyWorker</b>: puts a self-contained pips there first, where it is missing.</summary>
    [Parameter]
    public SwitchParameter CopyWorker { get; set; }

    /// <summary><b>-ThreadsPerWorker</b>: threads that each worker counts on, 1 to 4096. With Slurm they are also the processors that each asks for. One
    /// worker a machine, with all its threads, takes fewer processes and connections than one a processor.</summary>
    /// <value>1</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? ThreadsPerWorker { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WorkerLauncher launcher = ParameterSetName switch
            {
                SlurmSet => OfSlurm(),
                CommandSet => new CommandLauncher { Command = LauncherCheck.Command(Command ?? []) },
                _ => OfHosts(),
            };

            WriteObject(launcher with
            {
                WorkerPath = LauncherCheck.WorkerPath(WorkerPath),
                CopyWorker = CopyWorker,
                ThreadsPerWorker = (int?)ThreadsPerWorker?.Within(
                    "-ThreadsPerWorker", 1, WorkerLauncher.MaximumThreads, LauncherErrors.ThreadsOutOfRange) ?? 1,
            });
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
    }

    private SlurmLauncher OfSlurm() => Slurm
        ? new()
        {
            Partition = LauncherCheck.SlurmName("partition", Partition),
            Account = LauncherCheck.SlurmName("account", Account),
            Constraint = LauncherCheck.SlurmName("constraint", Constraint),
            Time = LauncherCheck.SlurmTime(Time),
            Options = LauncherCheck.Options(Option ?? []),
        }
        : throw LauncherErrors.UnknownLauncher("-Slurm:$false");

    private SshLauncher OfHosts() => new()
    {
        HostNames = LauncherCheck.Hosts(HostName ?? []),
        Port = (int?)Port?.Within("-Port", 1, 65535, LauncherErrors.PortOutOfRange),
        UserName = LauncherCheck.UserName(UserName),
        KeyFilePath = KeyFilePath is null ? null : LauncherCheck.KeyFile(FilePath.Resolve(this, KeyFilePath)),
        SlotsPerHost = (int?)SlotsPerHost?.Within("-SlotsPerHost", 1, EstimateOptions.MaximumWorkers, LauncherErrors.SlotsOutOfRange),
        Options = LauncherCheck.Options(Option ?? []),
    };
}
