namespace PiPS.Testing.Servers;

/// <summary>
/// Has a server until its input ends: <c>PiPS.Testing.Servers ssh</c> or <c>slurm</c>. Its first line is the server's folder,
/// the second what a command needs to reach it.
/// </summary>
public static class Program
{
    /// <summary>Starts the server that the first argument names.</summary>
    /// <returns>0, 77 where the server can't be had, 2 if there is no such server.</returns>
    public static int Main(string[] arguments)
    {
        string kind = arguments is [string first] ? first : string.Empty;
        string? missing = kind == "slurm" ? SlurmCluster.MissingReason : SshServer.MissingReason;

        if (kind is not ("ssh" or "slurm"))
        {
            Console.Error.WriteLine("Say which server: ssh or slurm.");
            return 2;
        }

        if (missing is not null)
        {
            Console.Error.WriteLine($"It can't be had: {missing}");
            return 77;
        }

        if (kind == "ssh")
        {
            using SshServer server = new();
            Tell(server.Folder, $"ssh -F {server.ConfigPath} {SshServer.HostNames[0]}");
        }
        else
        {
            using SlurmCluster cluster = new();
            Tell(cluster.Folder, $"SLURM_CONF={cluster.Environment["SLURM_CONF"]}");
        }

        return 0;
    }

    private static void Tell(string folder, string use)
    {
        Console.WriteLine(folder);
        Console.WriteLine(use);

        while (Console.Read() >= 0)
        {
        }
    }
}
