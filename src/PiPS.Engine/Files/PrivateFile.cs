namespace PiPS.Engine.Files;

/// <summary>Files that nobody but their owner may open: they hold what workers say, in folders that all users of the machine share.</summary>
public static class PrivateFile
{
    /// <summary>Makes a file whose rights are its owner's alone from the first moment on, whatever the umask.</summary>
    /// <param name="path">Where; nothing may be there.</param>
    /// <param name="options">What else it shall be.</param>
    /// <param name="room">Bytes that it gets at once, so that no later write finds the disk full.</param>
    /// <exception cref="IOException">There is something already, or no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder isn't ours to write to.</exception>
    public static FileStream Create(string path, FileOptions options = FileOptions.None, long room = 0)
    {
        FileStreamOptions how = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = options,
            PreallocationSize = room,
        };

        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, how);
    }
}
