using System.Security.Cryptography;

namespace PiPS.Testing.Servers;

/// <summary>
/// A Slurm cluster on loopback: munged, slurmctld and two slurmd, n1 and n2, in a private folder. Nothing of it is left after
/// <see cref="Dispose"/>, or after this process's end: no daemon, no job, no step.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    private const string Controller = "slurmctld";
    private const string Munge = "munged";

    private readonly ServerFolder _folder = new("slurm");
    private readonly Dictionary<string, int> _daemons = [];

    /// <summary>Starts it, with four processors a node, and waits until both nodes are idle.</summary>
    /// <exception cref="InvalidOperationException">It doesn't start: the message has the ends of its logs.</exception>
    public SlurmCluster()
        : this(4)
    {
    }

    /// <summary>Starts it, and waits until both nodes are idle.</summary>
    /// <param name="processors">Of each node, as Slurm sees it; the machine may have fewer.</param>
    /// <param name="configuration">Lines for slurm.conf; they stand in the place of its own lines of that name.</param>
    /// <exception cref="InvalidOperationException">It doesn't start: the message has the ends of its logs.</exception>
    public SlurmCluster(int processors, params string[] configuration)
    {
        Environment = new Dictionary<string, string> { ["SLURM_CONF"] = _folder.At("slurm.conf") };

        try
        {
            MakeMunge();

            for (int attempt = 1; !TryStart(processors, configuration); attempt++)
            {
                if (attempt == 3)
                {
                    throw new InvalidOperationException($"Slurm found no free ports: {_folder.Logs()}");
                }
            }
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Why it can't be had here, or null: reason enough to skip a test.</summary>
    public static string? MissingReason { get; } = Missing.Reason(
        ["munged", "slurmctld", "slurmd", "srun", "salloc", "sbatch", "squeue", "sinfo", "scancel"], "slurm-wlm and munge");

    /// <summary>The nodes' names.</summary>
    public static IReadOnlyList<string> Nodes { get; } = ["n1", "n2"];

    /// <summary>Its private folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>What commands need in their environment to reach it: SLURM_CONF. A command that has it ends with the cluster.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The ends of all logs.</summary>
    public string Logs => _folder.Logs();

    /// <summary>The process of a daemon: munged, slurmctld, n1, n2.</summary>
    public int ProcessOf(string daemon) => _daemons[daemon];

    /// <summary>Kills a daemon, as a machine that dies does it.</summary>
    /// <param name="daemon">munged, slurmctld, n1 or n2.</param>
    public void Kill(string daemon) => ProcessTable.Kill(_daemons[daemon]);

    /// <summary>Starts a daemon that was killed.</summary>
    /// <param name="daemon">slurmctld, n1 or n2.</param>
    public void Start(string daemon)
    {
        string file = Environment["SLURM_CONF"];
        string[] command = daemon == Controller
            ? [Command.Find("slurmctld")!, "-D", "-c", "-f", file]
            : [Command.Find("slurmd")!, "-D", "-N", daemon, "-f", file];
        _daemons[daemon] = _folder.Start($"{daemon}.out.log", command, Environment);
    }

    /// <summary>Runs one of Slurm's commands, or any other, to its end.</summary>
    public CommandResult Run(string name, params string[] arguments) => Command.Run(name, arguments, Environment);

    /// <summary>The jobs that aren't over.</summary>
    public IReadOnlyList<SlurmJob> Jobs() =>
        [.. Rows("-o", "%A|%T|%j|%N|%r").Select(fields => new SlurmJob(fields[0], fields[1], fields[2], fields[3], fields[4]))];

    /// <summary>The steps that run: allocations have one of their own at the most (extern), batch jobs one for the script (batch).</summary>
    public IReadOnlyList<SlurmStep> Steps() =>
        [.. Rows("-s", "-o", "%i|%j|%N").Select(fields => new SlurmStep(fields[0], fields[1], fields[2]))];

    /// <summary>Submits a batch script.</summary>
    /// <param name="script">Its lines, without the first one with the shell.</param>
    /// <param name="options">More for sbatch.</param>
    /// <returns>The job's number. What it prints is in <see cref="Output"/>.</returns>
    public string Submit(string script, params string[] options)
    {
        string path = _folder.Write($"{Guid.NewGuid():N}.sh", ["#!/bin/sh", script]);
        string[] arguments = ["--parsable", $"--output={_folder.At("job-%A.out")}", $"--chdir={Folder}", .. options, path];
        return Command.Read("sbatch", arguments, Environment);
    }

    /// <summary>What a batch job printed so far.</summary>
    public string Output(string job) => File.Exists(_folder.At($"job-{job}.out")) ? File.ReadAllText(_folder.At($"job-{job}.out")) : string.Empty;

    /// <summary>Waits until there is no job and no step any more.</summary>
    /// <exception cref="TimeoutException">There was one after two minutes.</exception>
    public void WaitUntilEmpty() => Poll.Until(
        () => Jobs().Count == 0 && Steps().Count == 0, "An empty queue", () => string.Join("; ", Jobs()) + string.Join("; ", Steps()));

    /// <summary>Waits until all nodes are idle.</summary>
    /// <exception cref="TimeoutException">One wasn't after two minutes.</exception>
    public void WaitUntilIdle() => Poll.Until(AreIdle, "Idle nodes", _folder.Logs);

    /// <summary>Cancels what runs, ends all daemons, and removes the folder.</summary>
    /// <exception cref="InvalidOperationException">Something is left.</exception>
    public void Dispose() => _folder.Dispose();

    private void MakeMunge()
    {
        foreach (string name in (string[])["munge", "state", .. Nodes.Select(node => $"spool-{node}")])
        {
            Directory.CreateDirectory(_folder.At(name));
        }

        string key = _folder.Write("munge.key", []);
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(1024));
        _daemons[Munge] = _folder.Start("munged.out.log",
        [
            Command.Find("munged")!, "-F", "--force", $"--socket={_folder.At("munge/socket")}", $"--key-file={key}",
            $"--pid-file={_folder.At("munge/pid")}", $"--log-file={_folder.At("munged.log")}", $"--seed-file={_folder.At("munge/seed")}",
            "--num-threads=4",
        ]);
        Poll.Until(() => File.Exists(_folder.At("munge/socket")) || !ProcessTable.IsAlive(_daemons[Munge]), "munged's socket", _folder.Logs);
    }

    // False if somebody took a port in between.
    private bool TryStart(int processors, string[] configuration)
    {
        int[] ports = FreePorts.Take(1 + Nodes.Count);
        Dictionary<string, int> nodes = Nodes.Zip(ports.Skip(1)).ToDictionary();
        _folder.Write("cgroup.conf", ["CgroupPlugin=autodetect"]);
        _folder.Write("slurm.conf", SlurmConfiguration.Cluster(_folder, nodes, ports[0], processors, configuration));
        _folder.Write("end", SlurmConfiguration.End(_folder));
        List<string> names = [Controller, .. Nodes];
        names.ForEach(Start);

        bool HaveEnded() => names.Append(Munge).Any(name => !ProcessTable.IsAlive(_daemons[name]));
        Poll.Until(() => HaveEnded() || AreIdle(), "A cluster with idle nodes", _folder.Logs);

        if (!HaveEnded())
        {
            return true;
        }

        if (!_folder.Logs().Contains("Address already in use", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Slurm doesn't start: {_folder.Logs()}");
        }

        names.Where(name => ProcessTable.IsAlive(_daemons[name])).ToList().ForEach(Kill);
        return false;
    }

    private bool AreIdle() =>
        Run("sinfo", "-h", "-N", "-o", "%T").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } states
        && states.All(state => state == "idle");

    private IEnumerable<string[]> Rows(params string[] options) =>
        Command.Read("squeue", ["-h", .. options], Environment).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split('|'));
}
