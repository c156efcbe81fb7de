using System.Diagnostics;

namespace PiPS.Testing.Servers;

/// <summary>
/// A private folder, and the processes that belong to it. Both are gone after <see cref="Dispose"/>, and within seconds of this
/// process's own end, even by SIGKILL: a shell waits for the end of an input that only this process holds.
/// </summary>
internal sealed class ServerFolder : IDisposable
{
    private readonly Process _guard;
    private bool _isDisposed;

    /// <summary>Makes the folder, and starts its guard.</summary>
    /// <param name="kind">A part of the folder's name.</param>
    public ServerFolder(string kind)
    {
        Path = Directory.CreateTempSubdirectory($"pips-{kind}-").FullName;

        // In a session of its own: Ctrl+C at the terminal isn't for it.
        ProcessStartInfo start = new("setsid", ["sh", "-c", GuardScript.Text, "guard", Path, $"{Environment.ProcessId}"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        _guard = Process.Start(start)!;
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
    public Process Start(string log, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        const string Launch = "log=$1; shift; exec setsid \"$@\" </dev/null >>\"$log\" 2>&1";
        ProcessStartInfo start = new("sh", ["-c", Launch, "sh", At(log), .. command]) { WorkingDirectory = Path };

        // So the guard knows it and, where they take it over, its children.
        start.Environment["PIPS_TEST_FOLDER"] = Path;

        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
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
        bool hasEnded = _guard.WaitForExit(Poll.Longest);
        bool isClean = hasEnded && _guard.ExitCode == 0;
        _guard.Dispose();

        if (!isClean)
        {
            throw new InvalidOperationException($"What belongs to {Path} couldn't be ended{(hasEnded ? "" : " in time")}.");
        }
    }
}
