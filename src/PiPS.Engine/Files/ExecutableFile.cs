namespace PiPS.Engine.Files;

/// <summary>A program that came in an archive: some that unpack archives know no file modes.</summary>
internal static class ExecutableFile
{
    private const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Lets all run a file that may read it.</summary>
    /// <returns>Whether there is such a file, and somebody may run it; not if it is another user's, or can't be changed.</returns>
    public static bool Make(string path)
    {
        if (!File.Exists(path) || OperatingSystem.IsWindows())
        {
            return File.Exists(path);
        }

        try
        {
            UnixFileMode mode = File.GetUnixFileMode(path);

            if ((mode & Run) == 0)
            {
                // Who may read may run: the bits for reading lie two above those for running.
                File.SetUnixFileMode(path, mode | (UnixFileMode)((int)(mode & Read) >> 2));
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
