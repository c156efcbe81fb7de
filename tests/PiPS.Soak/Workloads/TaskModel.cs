using PiPS.Engine.Pools.Runs;
using PiPS.Soaking.Checking;
using PiPS.Soaking.Workers;

namespace PiPS.Soaking.Workloads;

/// <summary>What a run over items must tell: each item's results and one end, and only such ends as there was a reason for.</summary>
internal sealed class TaskModel
{
    private readonly IReadOnlyList<MapItem> _items;
    private readonly RunOptions _options;
    private readonly Dictionary<long, ItemEvent> _ends = [];
    private readonly Dictionary<long, List<object?>> _results = [];
    private long _last = -1;

    public TaskModel(IReadOnlyList<MapItem> items, RunOptions options)
    {
        _items = items;
        _options = options;
    }

    /// <summary>How each item ended.</summary>
    public IReadOnlyDictionary<long, ItemEvent> Ends => _ends;

    public void Take(ItemEvent told)
    {
        ViolationException.Unless(told.Item is not null && told.Item.Index < _items.Count, "words about items", () => $"{told}");
        long index = told.Item!.Index;
        ViolationException.Unless(!_ends.ContainsKey(index), $"one end of item {index}, and nothing after it", () => $"{Describe(_ends[index])}, then {Describe(told)}");
        ViolationException.Unless(!_options.Ordered || index >= _last, "the order of the input", () => $"item {index} after item {_last}");
        _last = index;

        if (told.IsEnd)
        {
            _ends[index] = told;
        }
        else if (told.Stream == StreamKind.Output)
        {
            (_results.TryGetValue(index, out List<object?>? known) ? known : _results[index] = []).Add(told.Value);
        }
    }

    public void CheckEnd(ScenarioContext context, bool isCancelled)
    {
        int unexplained = 0;

        for (int i = 0; i < _items.Count; i++)
        {
            MapItem item = _items[i];

            if (!_ends.TryGetValue(i, out ItemEvent end))
            {
                ViolationException.Unless(isCancelled, $"an end of {item}", () => "none");
                continue;
            }

            unexplained += CheckItem(context, item, end, isCancelled) ? 0 : 1;
        }

        ViolationException.Unless(
            unexplained <= context.Kills, $"at most {context.Kills} items (one for each process that was killed) without the end that they ask for",
            () => $"{unexplained}: {string.Join("; ", _ends.Values.Where(end => end.Status == ItemStatus.WorkerLost).Take(20).Select(Describe))}");
    }

    /// <summary>Each "count" item adds one, once for each time it is begun.</summary>
    public void CheckTally(ScenarioContext context, int sum, bool isCancelled)
    {
        int counters = _items.Count(item => item.Verb == "count");
        int completed = _items.Where((item, i) => item.Verb == "count" && _ends.TryGetValue(i, out ItemEvent end) && end.Status == ItemStatus.Completed).Count();
        bool isExact = context.Blows == 0 && !isCancelled;
        ViolationException.Unless(
            sum >= completed && (!isExact || sum == counters) && (isCancelled || sum <= counters + context.Blows),
            $"{completed} changes by items that ended well ({counters} in all, {context.Kills} kills)", () => $"{sum}");
    }

    // Whether the item ended as it asks for; else a kill has to have been the reason.
    private bool CheckItem(ScenarioContext context, MapItem item, ItemEvent end, bool isCancelled)
    {
        int most = _options.MaximumRetryCount + 1;
        ViolationException.Unless(end.Item!.Attempt <= most, $"at most {most} attempts at {item}", () => Describe(end));

        if (end.Status == ItemStatus.Completed)
        {
            List<object?> results = _results.GetValueOrDefault(item.Number) ?? [];
            ViolationException.Unless(item.Verb is not ("fail" or "exit" or "die" or "hang"), $"{item} not to be completed", () => Describe(end));
            ViolationException.Unless(item.Results.SequenceEqual(results, ResultComparer.Instance), $"the results of {item}", () => Describe(results));
            return true;
        }

        if (end.Status == ItemStatus.Skipped || (isCancelled && end.Status is ItemStatus.Failed or ItemStatus.WorkerLost))
        {
            ViolationException.Unless(isCancelled, $"{item} to be begun", () => Describe(end));
            return true;
        }

        bool asksForIt = end.Status switch
        {
            ItemStatus.Failed => item.Verb == "fail" || (item.Verb == "flaky" && (item.Size >= most || context.Kills > 0)),
            ItemStatus.WorkerLost => item.EndsWorker,
            ItemStatus.TimedOut => item.Verb == "hang" || context.Halts > 0,
            _ => false,
        };
        ViolationException.Unless(asksForIt || (end.Status == ItemStatus.WorkerLost && context.Kills > 0), $"another end of {item}", () => Describe(end));
        ViolationException.Unless(
            !asksForIt || context.Blows > 0 || end.Item.Attempt == most, $"{most} attempts at {item}, no fewer", () => Describe(end));
        return asksForIt;
    }

    private static string Describe(ItemEvent told)
        => $"item {told.Item?.Index}, attempt {told.Item?.Attempt}, {(told.IsEnd ? told.Status : told.Stream)}, {told.Value}, worker {told.Worker}";

    private static string Describe(List<object?> results)
        => $"{results.Count}: {string.Join(", ", results.Take(5).Select(result => result is byte[] bytes ? $"{bytes.Length} bytes" : $"{result}"))}";
}
