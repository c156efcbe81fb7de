using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sharing.Objects;
using PiPS.Soaking.Checking;
using PiPS.Soaking.Workers;

namespace PiPS.Soaking.Workloads;

/// <summary>A map over items of all kinds: quick, slow, large, failing, deadly, hanging.</summary>
internal sealed class TaskStrand : Strand
{
    private readonly MapItem[] _items;
    private readonly RunOptions _options;
    private readonly WorkerPool _pool;
    private readonly int? _cancelAfter;

    public TaskStrand(Random random, bool onThreads, WorkerPool pool, bool cancels)
    {
        _pool = pool;
        string[] verbs = (string[])["plain", "many", "big", "spin", "sleep", "count", "flaky", "fail", .. onThreads ? Array.Empty<string>() : ["exit", "die"]];
        string[] chosen = [.. verbs.Where(_ => random.Next(3) > 0), "plain"];
        int count = (int)Math.Pow(10, 1 + (random.NextDouble() * (chosen.Contains("exit") || chosen.Contains("die") ? 1.5 : 3.0)));
        int hangs = random.Next(4) == 0 ? random.Next(1, 3) : 0;
        _items = [.. Enumerable.Range(0, count).Select(number => Item(random, chosen, number, count))];

        for (int i = 0; i < hangs; i++)
        {
            int number = random.Next(count);
            _items[number] = new("hang", number, 0);
        }

        _cancelAfter = cancels ? random.Next(count) : null;
        _options = new()
        {
            Ordered = random.Next(2) == 0,
            BatchSize = random.Next(3) == 0 ? random.Next(1, 50) : 0,
            ItemTimeout = hangs > 0 || random.Next(3) == 0 ? TimeSpan.FromSeconds(hangs > 0 ? 3 : 30) : null,
            MaximumRetryCount = random.Next(2) == 0 ? 0 : random.Next(1, 4),
            BuffersInput = random.Next(4) == 0,
        };
    }

    public override string ToString()
    {
        string kinds = string.Join(", ", _items.GroupBy(item => item.Verb).Select(group => $"{group.Count()} {group.Key}"));
        return $"tasks: {_items.Length} items ({kinds}), {(_options.Ordered ? "ordered" : "as they come")}, batches of {_options.BatchSize}, "
            + $"limit {_options.ItemTimeout?.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}, "
            + $"{_options.MaximumRetryCount} retries{(_options.BuffersInput ? ", buffered" : string.Empty)}"
            + (_cancelAfter is null ? string.Empty : $", cancelled after {_cancelAfter} ends");
    }

    public override void Run(ScenarioContext context)
    {
        SharedDictionary tally = SharedDictionary.Create(context.Space);
        WorkRun run = new(new object[] { "map", tally }, _options);
        TaskModel model = new(_items, _options);
        int ends = 0;
        _pool.Begin(run);

        Feed(context, run, _items.Select(item => item.Words), told =>
        {
            model.Take(told);
            ends += told.IsEnd ? 1 : 0;

            if (ends == _cancelAfter && told.IsEnd)
            {
                run.Cancel();
            }

            return [];
        });

        ViolationException.Unless(run.WaitUntilLeft(TimeSpan.FromSeconds(60)), "all workers leave a run that has ended", () => "some are on it after 60 s");
        model.CheckEnd(context, isCancelled: _cancelAfter is not null);
        model.CheckTally(context, Enumerable.Range(0, 5).Sum(key => (int?)tally.Get(key) ?? 0), isCancelled: _cancelAfter is not null);
        context.Space.Remove(tally);
    }

    private static MapItem Item(Random random, string[] verbs, int number, int count)
    {
        // What is slow, large or deadly is rare among many.
        string verb = random.Next(3) == 0 ? verbs[random.Next(verbs.Length)] : "plain";
        bool isRare = verb is "sleep" or "spin" or "big" or "many" or "exit" or "die";
        verb = isRare && random.Next(Math.Max(1, count / 60)) > 0 ? "plain" : verb;
        return verb switch
        {
            "many" => new(verb, number, random.Next(0, 2000)),
            "big" => new(verb, number, random.Next(1, 3_000_000)),
            "spin" => new(verb, number, random.Next(1, 20_000)),
            "sleep" => new(verb, number, random.Next(0, 150)),
            "flaky" => new(verb, number, random.Next(1, 4)),
            "exit" => new(verb, number, random.Next(0, 256)),
            _ => new(verb, number, 0),
        };
    }
}
