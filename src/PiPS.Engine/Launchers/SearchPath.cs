namespace PiPS.Engine.Launchers;

/// <summary>Programs of this machine, as a shell finds them.</summary>
internal static class SearchPath
{
    /// <summary>Whether the PATH leads to a program.</summary>
    /// <param name="program">Its name, without a folder; on Windows without <c>.exe</c>.</param>
    public static bool Has(string program)
    {
        string file = OperatingSystem.IsWindows() ? $"{program}.exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => IsRunnable(Path.Join(folder, file)));
    }

    private static bool IsRunnable(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
