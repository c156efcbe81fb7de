using System.Text;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Tests.Pools.Logging;

/// <summary>A folder with a log in it, for one test.</summary>
internal sealed class LogFolder : IDisposable
{
    public const string Header = """{"format":"PiPS task log","version":1}""" + "\n";
    public const string Script = "$_ * 2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pips-log-");

    public string Folder => _folder.FullName;

    public string Log => Path.Combine(Folder, "tasks.jsonl");

    public string Text
    {
        get => Encoding.UTF8.GetString(Bytes);
        set => File.WriteAllText(Log, value);
    }

    public byte[] Bytes
    {
        get
        {
            // As one reads a log that is being written.
            using FileStream file = new(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public TaskLog Open(ResumeMode resume = ResumeMode.None, string script = Script)
        => TaskLog.Open(new() { Path = Log, Script = script, Resume = resume });

    /// <summary>Has a run log what became of inputs.</summary>
    public void Write(IEnumerable<(object? Input, ItemStatus Status)> ends, ResumeMode resume = ResumeMode.None)
    {
        using TaskLog log = Open(resume);

        foreach ((object? input, ItemStatus status) in ends)
        {
            End(log, input, status);
        }
    }

    public static void End(TaskLog log, object? input, ItemStatus status)
    {
        WorkItem item = new(0, input) { Key = log.Choose(input).Item };
        log.Add(item, WorkEvent.Ended(0, status, status == ItemStatus.Completed ? null : "It failed.", 1000), worker: 1);
    }

    /// <summary>What of the inputs a run with the log would run.</summary>
    public object?[] Runs(ResumeMode resume, params object?[] inputs)
    {
        using TaskLog log = Open(resume);
        return [.. inputs.Where(input => log.Choose(input).Runs)];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
