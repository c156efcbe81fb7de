using System.Diagnostics;
using System.Globalization;

namespace PiPS.Testing.Servers;

/// <summary>
/// A private folder, and the processes that belong to it. Both are gone after <see cref="Dispose"/>, and within seconds of this
/// process's own end, even by SIGKILL: a shell waits for the end of an input that only this process holds.
/// </summary>
/// <remarks>Neither the shell nor what is started is a child of this process: tests count those.</remarks>
internal sealed class ServerFolder : IDisposable
{
    // In a session of its own, for Ctrl+C at the terminal isn't for it, and forked, so its parent is gone at once.
    private static readonly string[] Detached = ["-f", "sh", "-c"];

    // The one that forked the guard, which has its ends of these pipes.
    private readonly Process _guard;
    private bool _isDisposed;

    /// <summary>Makes the folder, and starts its guard.</summary>
    /// <param name="kind">A part of the folder's name.</param>
    public ServerFolder(string kind)
    {
        Path = Directory.CreateTempSubdirectory($"pips-{kind}-").FullName;

        ProcessStartInfo start = new("setsid", [.. Detached, GuardScript.Text, "guard", Path, $"{Environment.ProcessId}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        _guard = Process.Start(start)!;
        _guard.WaitForExit();
    }

    /// <summary>What the guard needs.</summary>
    public static IReadOnlyList<string> Tools { get; } = ["setsid", "sh", "find", "grep", "cut", "sort", "timeout"];

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The full path of something in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file that nobody else may read, with lines that end as Unix ends them.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, IEnumerable<string> lines)
    {
        File.WriteAllText(At(name), string.Concat(lines.Select(line => line + '\n')));

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return At(name);
    }

    /// <summary>
    /// Starts a process that stays in the foreground. It is in a session of its own, works in the folder, and what it prints goes to a
    /// file there.
    /// </summary>
    /// <param name="log">The file's name.</param>
    /// <param name="command">A full path and arguments.</param>
    /// <param name="environment">Variables that it gets beside this process's own.</param>
    /// <returns>Its process id.</returns>
    public int Start(string log, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        const string Launch = "echo $$; log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";
        ProcessStartInfo start = new("setsid", [.. Detached, Launch, "sh", At(log), .. command])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path,
        };

        // So the guard knows it and, where they take it over, its children.
        start.Environment["PIPS_TEST_FOLDER"] = Path;

        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        using Process fork = Process.Start(start)!;
        int id = int.Parse(fork.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        fork.WaitForExit();
        return id;
    }

    /// <summary>The ends of its logs.</summary>
    public string Logs() => string.Join(
        Environment.NewLine,
        Directory.EnumerateFiles(Path, "*.log").Order().SelectMany(
            path => File.ReadLines(path).TakeLast(12).Select(line => $"{System.IO.Path.GetFileName(path)}: {line}")));

    /// <summary>Ends all that belongs to the folder, and removes it.</summary>
    /// <exception cref="InvalidOperationException">Something is left.</exception>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _guard.StandardInput.Close();
        Task<string> verdict = _guard.StandardOutput.ReadToEndAsync();
        bool isClean = verdict.Wait(Poll.Longest) && verdict.Result.Trim() == "clean";
        _guard.Dispose();

        if (!isClean)
        {
            throw new InvalidOperationException($"What belongs to {Path} couldn't be ended.");
        }
    }
}
