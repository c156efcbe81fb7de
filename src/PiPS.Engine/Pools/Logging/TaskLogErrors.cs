using PiPS.Engine.Estimating;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Every refusal of a log: one method each, named as the error's id.</summary>
public static class TaskLogErrors
{
    /// <summary>The file has lines, but isn't a log.</summary>
    public static InvalidOptionException LogFileForeign(string path) => new(
        nameof(LogFileForeign), path, $"The file {path} isn't a log of this command: its first line isn't a log's. It was left as it is.",
        "Give the path of a log, or of a file that doesn't exist yet.");

    /// <summary>A later version wrote it.</summary>
    public static InvalidOptionException LogFileNewer(string path, int version) => new(
        nameof(LogFileNewer), path, $"The log {path} has version {version}; this version of PiPS reads up to {LogHeader.Version}. It was left as it is.",
        "Use a later version of PiPS, or another file.");

    /// <summary>Another command writes it.</summary>
    public static InvalidOptionException LogFileInUse(string path) => new(
        nameof(LogFileInUse), path, $"Another command is writing the log {path}.",
        "Wait until it ends, or give this command a log of its own.");

    /// <summary>It can't be opened, for the operating system's reasons.</summary>
    public static InvalidOptionException LogFileNotOpened(string path, string why, string advice) => new(
        nameof(LogFileNotOpened), path, $"The log {path} can't be opened: {why}", advice);

    /// <summary>Resuming without a log.</summary>
    public static InvalidOptionException ResumeWithoutLog(string parameter) => new(
        nameof(ResumeWithoutLog), parameter, $"{parameter} needs a log to know what was done before.",
        "Give the log's path with -LogPath.");

    /// <summary>Two ways to resume at once.</summary>
    public static InvalidOptionException ResumeAmbiguous() => new(
        nameof(ResumeAmbiguous), "-ResumeFailed", "-Resume and -ResumeFailed can't be given both.",
        "Give -Resume to run all that isn't completed, or -ResumeFailed to run only what failed.");
}
