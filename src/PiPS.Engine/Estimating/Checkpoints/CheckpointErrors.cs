using System.Globalization;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>Every refusal of a checkpoint: one method each, named as the error's id.</summary>
public static class CheckpointErrors
{
    /// <summary>The file has content, but isn't a checkpoint.</summary>
    public static InvalidOptionException CheckpointForeign(string path) => new(
        nameof(CheckpointForeign), path, $"The file {path} isn't a checkpoint. It was left as it is.",
        "Give the path of a checkpoint, or of a file that doesn't exist yet.");

    /// <summary>It was a checkpoint, and no line of it can be read any more.</summary>
    public static InvalidOptionException CheckpointDamaged(string path) => new(
        nameof(CheckpointDamaged), path, $"No line of the checkpoint {path} can be read any more. It was left as it is.",
        "Bring it back from a copy, or give the path of a new file, to begin again.");

    /// <summary>A later version wrote it.</summary>
    public static InvalidOptionException CheckpointNewer(string path, int version) => new(
        nameof(CheckpointNewer), path,
        Said($"The checkpoint {path} has version {version}; this version of PiPS reads up to {CheckpointLine.Version}. It was left as it is."),
        "Use a later version of PiPS, or another file.");

    /// <summary>It belongs to other work.</summary>
    public static InvalidOptionException CheckpointDiffers(string path, string what, string inFile, string asked) => new(
        nameof(CheckpointDiffers), path, $"The checkpoint {path} is of another run: its {what} is {inFile}, not {asked}. It was left as it is.",
        $"Run the command as it was run before (its {what} is {inFile}), or give another file.");

    /// <summary>It has more than the run asks for, and not in parts of that size.</summary>
    public static InvalidOptionException CheckpointBeyond(string path, long trials) => new(
        nameof(CheckpointBeyond), path,
        Said($"The checkpoint {path} is of a longer run: blocks that this one would end within were counted together with later ones. It was left as it is."),
        Said($"Run the command as it was run before (it takes {trials:N0} trials at least), or give another file."));

    /// <summary>Another command uses it.</summary>
    public static InvalidOptionException CheckpointInUse(string path) => new(
        nameof(CheckpointInUse), path, $"Another command is using the checkpoint {path}.",
        "Wait until it ends, or give this command a file of its own.");

    /// <summary>It can't be opened, for the operating system's reasons.</summary>
    public static InvalidOptionException CheckpointNotOpened(string path, string why, string advice) => new(
        nameof(CheckpointNotOpened), path, $"The checkpoint {path} can't be opened: {why}", advice);

    /// <summary>An interval that is none.</summary>
    public static InvalidOptionException CheckpointIntervalOutOfRange(object? given) => new(
        nameof(CheckpointIntervalOutOfRange), given,
        Said($"The checkpoint's interval has to be from 0 seconds to one day; {given} isn't."),
        "Give seconds, such as 10, or leave it out for 2.");

    /// <summary>An interval without a checkpoint.</summary>
    public static InvalidOptionException CheckpointIntervalAlone() => new(
        nameof(CheckpointIntervalAlone), null, "A checkpoint's interval needs a checkpoint.",
        "Give the file's path as well, or leave the interval out.");

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
