using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace PiPS.Module.Tests;

/// <summary>PowerShell as another process.</summary>
internal static class PowerShellHost
{
    /// <summary>Where it is, if it is on PATH.</summary>
    public static string? Find()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it to its end, or kills it with all that it started.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string shell, string[] arguments, TimeSpan longest, CancellationToken stop)
    {
        ProcessStartInfo start = new(shell, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["PIPS_MODULE"] = ModuleFolder();

        // Hundreds of short-lived processes: to instrument their code for a second compilation is a seventh of their time, and that itself,
        // if it begins within their first second, a twelfth.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "1000";

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        StringBuilder output = new();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timer.CancelAfter(longest);

        try
        {
            await process.WaitForExitAsync(timer.Token);
            return (process.ExitCode, Text(output));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, Text(output) + $"{Environment.NewLine}It was stopped: it ran for more than {longest}.");
        }
    }

    private static string ModuleFolder() => typeof(PowerShellHost).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "ModuleFolder").Value!;

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }
}
