using PiPS.Engine.Estimating;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Files;

/// <summary>Writes a file whole or not at all: what is there under its name is the old file until the new one is complete.</summary>
public static class WholeFile
{
    /// <summary>Writes it beside its place, makes it durable, and moves it there.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="overwrite">Whether a file that is there already is replaced; else it is refused.</param>
    /// <param name="write">Writes its content; what it throws leaves everything as it was.</param>
    /// <exception cref="InvalidOptionException">There is a file already, or it can't be written.</exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        ThrowIfRefused(path, overwrite);

        // A link stays one, and what it leads to is replaced.
        string place = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        string beside = Path.Join(Path.GetDirectoryName(place), $".{Path.GetFileName(place)}.{Path.GetRandomFileName()}");

        try
        {
            using (FileStream file = new(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            KeepRights(place, beside);
            File.Move(beside, place, overwrite);
        }
        catch (Exception error)
        {
            Remove(beside);
            throw error is IOException or UnauthorizedAccessException ? Refusal(path, error) : error;
        }
    }

    /// <summary>Refuses what can be known before: so that nobody works for an hour on what can't be written.</summary>
    /// <exception cref="InvalidOptionException">There is a file already, a folder, a device, or no such folder.</exception>
    public static void ThrowIfRefused(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw FileErrors.FileNotWritten(path, "It is a folder.", "Give the path of a file in it.");
        }

        // Root would replace /dev/null for everybody.
        if (OperatingSystem.IsLinux() && UnixCalls.IsSpecialFile(path))
        {
            throw FileErrors.FileNotWritten(path, "It is a device, a pipe or a socket.", "Give the path of a file.");
        }

        if (!overwrite && File.Exists(path))
        {
            throw FileErrors.FileExists(path);
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw FileErrors.FileNotWritten(path, $"There is no folder {folder}.", "Make it first: mkdir.");
        }
    }

    private static InvalidOptionException Refusal(string path, Exception error)
        => error is IOException && File.Exists(path) && !Directory.Exists(path) && error.HResult is 17 or unchecked((int)0x80070050)
            ? FileErrors.FileExists(path)
            : FileErrors.FileNotWritten(path, error.Message, "Give a path where you may write and where there is room, or change that.");

    private static void KeepRights(string of, string on)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(of))
        {
            File.SetUnixFileMode(on, File.GetUnixFileMode(of));
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
