using System.Collections;
using System.Management.Automation;
using PiPS.Cmdlets.Tasks;
using PiPS.Cmdlets.Tasks.Records;
using PiPS.Engine.Pools.Logging;

namespace PiPS.Cmdlets.Pools;

/// <summary>Opens the log that a command was given, and says what was found there.</summary>
internal static class LogArgument
{
    /// <exception cref="Engine.Estimating.InvalidOptionException">It can't be had.</exception>
    public static TaskLog? Open(PSCmdlet cmdlet, string? path, bool resume, bool resumeFailed, TaskDefinition definition)
    {
        if (resume && resumeFailed)
        {
            throw TaskLogErrors.ResumeAmbiguous();
        }

        if (path is null)
        {
            return resume || resumeFailed ? throw TaskLogErrors.ResumeWithoutLog(resume ? "-Resume" : "-ResumeFailed") : null;
        }

        string resolved = FilePath.Resolve(cmdlet, path);

        if (resumeFailed && !File.Exists(resolved))
        {
            throw PoolErrors.LogFileNotFound(resolved);
        }

        TaskLog log = TaskLog.Open(new()
        {
            Path = resolved,
            // Where it stands, and how its lines end, is no matter.
            Script = definition.Script.Text.Trim().ReplaceLineEndings("\n"),
            Resume = resume ? ResumeMode.Unfinished : resumeFailed ? ResumeMode.Failed : ResumeMode.None,
            Foreign = new ItemIdentity(),
            Describe = Describe,
            Show = Show,
        });
        Tell(cmdlet, log);
        return log;
    }

    /// <summary>The warning about items that weren't run since a log doesn't have them.</summary>
    public static WarningRecord Unknown(TaskLog log)
        => new($"{log.Unknown} items weren't run: the log {log.Path} doesn't have them, or only for another script. To run them too, use -Resume.");

    private static void Tell(PSCmdlet cmdlet, TaskLog log)
    {
        try
        {
            if (log.TornBytes > 0)
            {
                cmdlet.WriteVerbose($"The last line of the log {log.Path} hadn't been written whole; its {log.TornBytes} bytes were cut off.");
            }

            if (log.UnreadableCount > 0)
            {
                string more = log.UnreadableCount > log.Unreadable.Count ? ", …" : string.Empty;
                cmdlet.WriteWarning(
                    $"{log.UnreadableCount} lines of the log {log.Path} can't be read and are left out: line {string.Join(", ", log.Unreadable)}{more}. "
                    + "Their items count as not logged.");
            }
        }
        catch
        {
            // -WarningAction Stop.
            log.Dispose();
            throw;
        }
    }

    // As it would stand in a string.
    private static string? Show(object? item)
    {
        try
        {
            return item is null ? null : LanguagePrimitives.ConvertTo<string>(item);
        }
        catch (Exception)
        {
            // To be shown as text may be the user's own code. The item is logged without it.
            return null;
        }
    }

    // A record of this session, or the values of another process's.
    private static string? Describe(object failure)
    {
        try
        {
            return Values.Plain(failure) is IDictionary values ? ErrorRecordData.FromValues(values).Shown : failure.ToString();
        }
        catch (Exception)
        {
            // An exception's message may be the user's own code. The end is logged without it.
            return null;
        }
    }
}
