using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sharing.Objects;
using PiPS.Soaking.Checking;
using PiPS.Soaking.Workers;

namespace PiPS.Soaking.Workloads;

/// <summary>Runs over the same items with a log: all but the last are broken off, the last ends.</summary>
internal sealed class LogStrand : Strand
{
    private readonly MapItem[] _items;
    private readonly int[] _cancelAfter;
    private readonly RunOptions _options;
    private readonly WorkerPool _pool;
    private readonly string _name;

    public LogStrand(Random random, WorkerPool pool)
    {
        _pool = pool;
        _name = $"log{random.Next()}.jsonl";
        int count = random.Next(5, 400);
        _items = [.. Enumerable.Range(0, count).Select(i => new MapItem(random.Next(12) == 0 ? "fail" : random.Next(8) == 0 ? "spin" : "plain", i, random.Next(3000)))];
        _cancelAfter = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, count))];
        _options = new() { Ordered = random.Next(2) == 0, BatchSize = random.Next(2) * random.Next(1, 20), MaximumRetryCount = random.Next(2) };
    }

    public override string ToString()
        => $"log: {_items.Length} items, broken off after {string.Join(", ", _cancelAfter)} ends, then to the end, "
            + $"{(_options.Ordered ? "ordered" : "as they come")}, batches of {_options.BatchSize}, {_options.MaximumRetryCount} retries";

    public override void Run(ScenarioContext context)
    {
        string path = Path.Combine(context.Folder, _name);
        HashSet<long> completed = [];

        foreach (int after in _cancelAfter)
        {
            RunOnce(context, path, after, completed);
        }

        TaskModel last = RunOnce(context, path, null, completed);
        ViolationException.Unless(last.Ends.Count == _items.Length, $"{_items.Length} ends in the last run", () => $"{last.Ends.Count}");

        // What was told as ended is in the file: so says a further run, which has nothing to do but what failed.
        TaskModel again = RunOnce(context, path, null, completed);
        int begun = again.Ends.Values.Count(end => end.Status != ItemStatus.Skipped);
        int failed = last.Ends.Values.Count(end => end.Status is not (ItemStatus.Skipped or ItemStatus.Completed));
        ViolationException.Unless(begun == failed, $"{failed} items to be run again", () => $"{begun}");
        File.Delete(path);
    }

    private TaskModel RunOnce(ScenarioContext context, string path, int? cancelAfter, HashSet<long> completed)
    {
        SharedDictionary tally = SharedDictionary.Create(context.Space);
        using TaskLog log = TaskLog.Open(new() { Path = path, Script = "map", Resume = ResumeMode.Unfinished });
        WorkRun run = new(new object[] { "map", tally }, _options with { Log = log });
        TaskModel model = new(_items, _options);
        int ends = 0;
        _pool.Begin(run);
        Feed(context, run, _items.Select(item => item.Words), told =>
        {
            model.Take(told);
            ends += told.IsEnd && told.Status != ItemStatus.Skipped ? 1 : 0;

            if (cancelAfter <= ends)
            {
                run.Cancel();
            }

            return [];
        });
        ViolationException.Unless(run.WaitUntilLeft(TimeSpan.FromSeconds(60)), "all workers leave a run that has ended", () => "some are on it after 60 s");
        log.Complete();
        context.Space.Remove(tally);

        ViolationException.Unless(log.UnreadableCount == 0 && log.TornBytes == 0, "a log that is whole", () => $"{log.UnreadableCount} lines, {log.TornBytes} bytes aren't");

        foreach ((long index, ItemEvent end) in model.Ends)
        {
            ViolationException.Unless(
                !completed.Contains(index) || end.Status == ItemStatus.Skipped, $"item {index}, which was told as completed, to be left out", () => $"{end.Status}");

            if (end.Status == ItemStatus.Completed)
            {
                completed.Add(index);
            }
        }

        return model;
    }
}
