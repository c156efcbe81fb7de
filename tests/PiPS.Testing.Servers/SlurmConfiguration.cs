namespace PiPS.Testing.Servers;

/// <summary>The texts that make a cluster.</summary>
internal static class SlurmConfiguration
{
    /// <summary>The cluster's configuration file.</summary>
    /// <param name="folder">Where it has everything.</param>
    /// <param name="nodes">Each node's name and port.</param>
    /// <param name="controllerPort">Where the controller listens.</param>
    /// <param name="processors">Of each node.</param>
    /// <param name="more">Lines in the place of, or beside, these.</param>
    public static IEnumerable<string> Cluster(
        ServerFolder folder, IReadOnlyDictionary<string, int> nodes, int controllerPort, int processors, IReadOnlyCollection<string> more)
    {
        string host = Environment.MachineName;
        string user = Environment.UserName;
        HashSet<string> told = [.. more.Select(Keyword)];
        string[] own =
        [
            "ClusterName=pipstest", $"SlurmctldHost={host}(127.0.0.1)", $"SlurmctldPort={controllerPort}", $"SlurmUser={user}",
            $"SlurmdUser={user}", "AuthType=auth/munge", $"AuthInfo=socket={folder.At("munge/socket")}", "CryptoType=crypto/munge",
            $"StateSaveLocation={folder.At("state")}", $"SlurmdSpoolDir={folder.At("spool-%n")}",
            $"SlurmctldPidFile={folder.At("slurmctld.pid")}", $"SlurmdPidFile={folder.At("slurmd-%n.pid")}",
            $"SlurmctldLogFile={folder.At("slurmctld.log")}", $"SlurmdLogFile={folder.At("slurmd-%n.log")}",
            "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none", "JobAcctGatherType=jobacct_gather/none",
            "AccountingStorageType=accounting_storage/none", "JobCompType=jobcomp/none", "MpiDefault=none", "SwitchType=switch/none",
            "SlurmdParameters=config_overrides", "SelectType=select/cons_tres", "SelectTypeParameters=CR_Core",
            "SchedulerType=sched/backfill", "SchedulerParameters=bf_interval=1,sched_interval=5,sched_min_interval=0",
            "ReturnToService=2", "SlurmdTimeout=10", "SlurmctldTimeout=10", "InactiveLimit=0", "MinJobAge=300", "KillWait=5",
            "WaitTime=0", "MessageTimeout=10", "CommunicationParameters=NoAddrCache",
        ];

        return own.Where(line => !told.Contains(Keyword(line)))
            .Concat(nodes.Select(node =>
                $"NodeName={node.Key} NodeHostname={host} NodeAddr=127.0.0.1 Port={node.Value} CPUs={processors} RealMemory=2000 State=UNKNOWN"))
            .Append($"PartitionName=main Nodes={string.Join(',', nodes.Keys)} Default=YES MaxTime=60 DefaultTime=10 State=UP OverSubscribe=NO")
            .Concat(more);
    }

    /// <summary>
    /// The script that ends a cluster in order: what runs first, since steps outlive the slurmd that began them; then the daemons, but for
    /// the controller, which would take seconds to save what nobody reads.
    /// </summary>
    public static IEnumerable<string> End(ServerFolder folder) =>
    [
        $"export SLURM_CONF={folder.At("slurm.conf")}",
        "jobs=$(timeout 5 squeue -h -o %A) || exit",
        "[ -n \"$jobs\" ] || exit 0",
        "timeout 5 scancel $jobs",
        "look=0",
        "while [ $look -lt 100 ] && [ -n \"$(timeout 5 squeue -h -o %A)\" ]; do",
        "    look=$((look + 1))",
        "    sleep 0.1",
        "done",
    ];

    private static string Keyword(string line) => line.Split('=')[0].Trim().ToUpperInvariant();
}
