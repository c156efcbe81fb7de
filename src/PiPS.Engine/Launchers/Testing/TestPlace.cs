using System.ComponentModel;
using System.Diagnostics;

namespace PiPS.Engine.Launchers.Testing;

/// <summary>One place that is tried by itself.</summary>
/// <param name="Name">What rows call it.</param>
/// <param name="Launcher">A launcher that has this place alone.</param>
internal sealed record TestPlace(string Name, WorkerLauncher Launcher)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    /// <summary>Each host; each node of the allocation that this process runs in; else what stands for all of them.</summary>
    public static IReadOnlyList<TestPlace> Of(WorkerLauncher launcher) => launcher switch
    {
        SshLauncher ssh => [.. ssh.HostNames.Select(host => new TestPlace(host, ssh with { HostNames = [host] }))],

        // The user's own words come last, and may choose other nodes.
        SlurmLauncher slurm when !slurm.Options.Any(word => word.StartsWith("--jobid", StringComparison.Ordinal)) && Nodes() is { Length: > 1 } nodes
            => [.. nodes.Select(node => new TestPlace(node, slurm with { Options = [$"--nodelist={node}", .. slurm.Options] }))],
        _ => [new(launcher.Places[0], launcher)],
    };

    // Slurm's own program knows how to read its lists: n[1-3,7].
    private static string[] Nodes()
    {
        if (SlurmLauncher.Allocation is null || Environment.GetEnvironmentVariable("SLURM_JOB_NODELIST") is not { Length: > 0 } list)
        {
            return [];
        }

        try
        {
            using Process asked = Process.Start(new ProcessStartInfo("scontrol", ["show", "hostnames", list])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            asked.StandardInput.Close();
            Task<string> said = asked.StandardOutput.ReadToEndAsync();
            _ = asked.StandardError.ReadToEndAsync();

            if (!asked.WaitForExit(LongestAnswer))
            {
                asked.Kill();
                return [];
            }

            return asked.ExitCode == 0
                ? said.GetAwaiter().GetResult().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [];
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            // Then the allocation is tried as a whole.
            return [];
        }
    }
}
