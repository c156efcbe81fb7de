using PiPS.Engine.Estimating;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.Logging;

/// <summary>What became of each item, as lines of a file: durable, and enough to leave out in a later run what is done.</summary>
/// <remarks>
/// A log is a history: a run adds its lines, and the last line about an item counts. Items are known by the hash of script and
/// content (<see cref="ContentWriter"/>), and those that are alike by which of them they are in the input. An item of no later
/// input does no harm. One run at a time uses it.
/// </remarks>
public sealed class TaskLog : IDisposable
{
    /// <summary>Lines are hardly shorter; so there is room for all items of the log.</summary>
    private const int ShortestLine = 180;

    private const int MaximumCapacity = 100_000_000;
    private const int MaximumUnreadable = 10;

    private readonly FileStream _file;
    private readonly Func<object?, string?> _show;
    private readonly GroupWriter _writer;
    private readonly ItemHasher _hasher;
    private readonly ResumeMode _resume;
    private readonly ItemHistory _history;
    private readonly List<long> _unreadable = [];

    private TaskLog(TaskLogOptions options, FileStream file, long torn)
    {
        Path = options.Path;
        TornBytes = torn;
        _file = file;
        _resume = options.Resume;
        _hasher = new(options.Script, options.Foreign ?? new NoForeignCodec());
        _history = _resume == ResumeMode.None ? new(0) : Read();
        _show = options.Show;
        _writer = new(file, () => file.Flush(flushToDisk: true), new(options.Describe ?? (failure => failure.ToString())));
    }

    /// <summary>The file's whole path.</summary>
    public string Path { get; }

    /// <summary>Bytes of a last line that hadn't been written whole, and was cut off.</summary>
    public long TornBytes { get; }

    /// <summary>Lines that can't be read, and are left out. Only looked for where the log decides something.</summary>
    public long UnreadableCount { get; private set; }

    /// <summary>The first of their numbers, from 1.</summary>
    public IReadOnlyList<long> Unreadable => _unreadable;

    /// <summary>Items that weren't run since the log has them as Completed.</summary>
    public long Completed { get; private set; }

    /// <summary>Items that weren't run since the log doesn't have them.</summary>
    public long Unknown { get; private set; }

    /// <summary>Opens a log, or makes it. A last line that wasn't written whole is cut off.</summary>
    /// <exception cref="InvalidOptionException">The file is no log, or another command's, or can't be written. It is then as it was.</exception>
    public static TaskLog Open(TaskLogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FileStream file = LogFile.Open(options.Path, out long torn);

        try
        {
            return new(options, file, torn);
        }
        catch (Exception error)
        {
            file.Dispose();
            throw error is IOException
                ? TaskLogErrors.LogFileNotOpened(options.Path, error.Message, "Read it with another program to see what is wrong.")
                : error;
        }
    }

    /// <summary>Writes what is left, and closes the file. Nothing is thrown: ask <see cref="Complete"/> for that.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    /// <summary>Waits until all ends of items so far are there for good.</summary>
    /// <exception cref="TaskLogException">They aren't.</exception>
    public void Complete() => WaitUntilDurable(_writer.Count);

    /// <summary>Ends of items so far.</summary>
    internal long Count => _writer.Count;

    /// <summary>Decides about the next item of the input.</summary>
    internal ItemChoice Choose(object? input)
    {
        try
        {
            (ItemKey item, LoggedState state) = _history.Meet(_hasher.Of(input));
            bool runs = _resume == ResumeMode.None || state == LoggedState.NotCompleted
                || (state == LoggedState.Unknown && _resume == ResumeMode.Unfinished);
            Completed += !runs && state == LoggedState.Completed ? 1 : 0;
            Unknown += !runs && state == LoggedState.Unknown ? 1 : 0;
            return new(item, runs) { Text = _show(input) };
        }
        catch (UnencodableValueException error)
        {
            return new(null, Runs: false, error.Message);
        }
    }

    /// <summary>Takes an item's end: as quick as a list.</summary>
    internal void Add(WorkItem item, in WorkEvent told, int worker)
    {
        if (item.Key is ItemKey key)
        {
            object? failure = told.Value ?? item.LastError;
            _writer.Add(new(key, item.Text, item.Index, told.Status, item.Attempt, DateTime.UtcNow, told.Nanoseconds, worker, failure));
        }
    }

    /// <summary>Waits until so many ends are there for good; with 0, only looks whether all is well.</summary>
    /// <exception cref="TaskLogException">They can't be written.</exception>
    internal void WaitUntilDurable(long count)
    {
        try
        {
            _writer.WaitUntilDurable(count);
        }
        catch (Exception cause)
        {
            throw new TaskLogException(Path, cause);
        }
    }

    private ItemHistory Read()
    {
        ItemHistory history = new((int)Math.Min(_file.Length / ShortestLine, MaximumCapacity));
        _file.Position = 0;
        LineScanner.Scan(_file, (line, number) => Note(history, line, number));
        _file.Position = _file.Length;
        history.Trim();
        return history;
    }

    private void Note(ItemHistory history, ReadOnlySpan<byte> line, long number)
    {
        // The first is the header. Empty ones an editor may have left.
        if (number == 1 || line.Trim(" \t\r"u8).IsEmpty)
        {
            return;
        }

        if (LogLineReader.TryRead(line, out ItemKey item, out LoggedState state))
        {
            history.Note(item, state);
            return;
        }

        UnreadableCount++;

        if (_unreadable.Count < MaximumUnreadable)
        {
            _unreadable.Add(number);
        }
    }
}
