using PiPS.Engine.Estimating;

namespace PiPS.Engine.Files;

/// <summary>Refusals of files that are written: one method each, named as the error's id.</summary>
public static class FileErrors
{
    /// <summary>There is a file already, and nobody said that it may be replaced.</summary>
    public static InvalidOptionException FileExists(string path) => new(
        nameof(FileExists), path, $"There is a file {path} already; it was left as it is.",
        "Give another path, or -Force to replace it.");

    /// <summary>It can't be written, for the operating system's reasons.</summary>
    public static InvalidOptionException FileNotWritten(string path, string why, string advice) => new(
        nameof(FileNotWritten), path, $"The file {path} can't be written: {why}", advice);

    /// <summary>A path that isn't a file's.</summary>
    public static InvalidOptionException PathNotInFileSystem(string given, string why) => new(
        nameof(PathNotInFileSystem), given, $"The path '{given}' isn't a file's: it is {why}.",
        "Give a path in the file system, such as ./results.jsonl.");
}
