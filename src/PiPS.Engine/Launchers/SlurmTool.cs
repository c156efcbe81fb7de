using System.ComponentModel;
using System.Diagnostics;

namespace PiPS.Engine.Launchers;

/// <summary>Runs one of Slurm's own commands, such as <c>squeue</c>.</summary>
internal static class SlurmTool
{
    /// <summary>A controller that answers does so in some hundredths of a second; Slurm itself gives one up after nine or ten.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Variables beside this process's own.</param>
    /// <param name="command">The command and its arguments, word by word.</param>
    /// <param name="stop">Kills it.</param>
    /// <returns>Its exit code, and what it wrote; no exit code if it couldn't be started, or had to be killed.</returns>
    public static (int? ExitCode, string Output, string Error) Run(
        IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command, CancellationToken stop)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Longest);
            using CancellationTokenRegistration killing = limit.Token.Register(() => process.Kill(entireProcessTree: true));

            // What it says of an error is short: the pipe holds it until its output has ended.
            string output = process.StandardOutput.ReadToEnd();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (limit.IsCancellationRequested ? null : process.ExitCode, output.Trim(), error.Trim());
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException or IOException)
        {
            return (null, string.Empty, missing.Message);
        }
    }
}
