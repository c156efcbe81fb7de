using System.Diagnostics;

namespace PiPS.Testing.Servers;

/// <summary>Commands that are run to their end.</summary>
public static class Command
{
    private static readonly TimeSpan Longest = Poll.Longest;

    // Debian keeps the servers where only root's PATH leads.
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>Where a command is: its full path, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(SystemFolders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a command to its end, with nothing on its input.</summary>
    /// <param name="name">The command, on PATH.</param>
    /// <param name="arguments">Its arguments, one by one.</param>
    /// <param name="environment">Variables that it gets beside this process's own.</param>
    /// <exception cref="TimeoutException">It wasn't through in two minutes, and was killed.</exception>
    public static CommandResult Run(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(Find(name) ?? name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();

        if (!process.WaitForExit(Longest) || !Task.WaitAll([output, error], Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{name} {string.Join(' ', arguments)}' didn't end within {Longest.TotalSeconds} s.");
        }

        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>What it wrote on its standard output, without white space around it.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it said.</exception>
    /// <exception cref="TimeoutException">It wasn't through in two minutes, and was killed.</exception>
    public static string Read(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        CommandResult result = Run(name, arguments, environment);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new InvalidOperationException(
                $"'{name} {string.Join(' ', arguments)}' ended with {result.ExitCode}: {result.Error}{result.Output}");
    }
}
