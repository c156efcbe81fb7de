using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;
using PiPS.Engine.Sharing.Objects;
using PiPS.Soaking.Checking;

namespace PiPS.Soaking.Workloads;

/// <summary>Workers that meet at a lock of some type, on a pool of their own; who is killed is replaced.</summary>
internal sealed class LockStrand : Strand
{
    private readonly string _type;
    private readonly int _workers;
    private readonly int _rounds;
    private readonly int _room;
    private readonly int _kills;

    public LockStrand(Random random, int kills)
    {
        string[] types = ["Lock", "RecursiveLock", "Semaphore", "Condition", "Barrier"];
        _type = types[random.Next(types.Length)];
        _workers = _type == "Condition" ? 2 * random.Next(1, 3) : random.Next(2, 5);
        _rounds = random.Next(5, 300);
        _room = random.Next(1, _workers);
        _kills = kills;
    }

    public override string ToString() => $"lock: {_workers} workers, {_rounds} rounds each, at a {_type}"
        + (_type is "Semaphore" or "Condition" ? $" with room for {_room}" : string.Empty) + (_type == "Barrier" ? " and an Event" : string.Empty);

    public override void Run(ScenarioContext context)
    {
        using WorkerPool pool = context.StartReadyPool("lock", _workers);
        SharedValue one = SharedValue.Create(context.Space, value: 0);
        SharedValue two = SharedValue.Create(context.Space, value: 0);
        SharedDictionary inside = SharedDictionary.Create(context.Space);
        WorkerEvent begun = WorkerEvent.Create(context.Space);
        WorkerLock met = _type switch
        {
            "Semaphore" => WorkerSemaphore.Create(context.Space, _room),
            "Condition" => WorkerCondition.Create(context.Space),
            "Barrier" => WorkerBarrier.Create(context.Space, _workers),
            _ => WorkerMutex.Create(context.Space, isRecursive: _type == "RecursiveLock"),
        };
        object[] script = _type switch
        {
            "Semaphore" => ["semaphore", met, inside],
            "Condition" => ["condition", met, one, _room],
            "Barrier" => ["barrier", begun, met],
            _ => ["lock", met, one, two],
        };
        WorkRun run = new(script, new() { BatchSize = 1 });
        int id = 0;
        int told = 0;
        int deaths = 0;
        int abandoned = 0;
        Dictionary<long, int> done = [];
        List<int[]> places = [];
        pool.Begin(run);
        begun.Set();

        object[] Item(int step, int rounds) => _type switch
        {
            "Semaphore" => [++id, rounds, _room + _kills],
            "Condition" => [step, rounds],
            "Barrier" => [rounds],
            _ => [++id, rounds],
        };

        Feed(context, run, Enumerable.Range(0, _workers).Select(i => Item(i % 2 == 0 ? 1 : -1, _rounds)), word =>
        {
            object[] input = (object[])word.Item!.Input!;

            if (!word.IsEnd)
            {
                ViolationException.Unless(word.Value is not string || (context.Kills > 0 && _type == "Condition"), "nothing amiss", () => $"{word.Value}");
                told++;
                done[word.Item.Index] = done.GetValueOrDefault(word.Item.Index) + 1;
                abandoned += word.Value is (int)LockEntry.EnteredAbandoned ? 1 : 0;
                places.AddRange(word.Value is int[] place ? [place] : []);
                return [];
            }

            if (word.Status == ItemStatus.WorkerLost && context.Kills > 0)
            {
                deaths++;
                int left = (_type == "Barrier" ? 0 : (int)input[1]) - done.GetValueOrDefault(word.Item.Index);
                return left > 0 ? [Item(_type == "Condition" ? (int)input[0] : 0, left)] : [];
            }

            bool mayBreak = _type == "Barrier" && context.Kills > 0;
            ViolationException.Unless(word.Status == ItemStatus.Completed || mayBreak, "an end without errors", () => $"{word.Status}: {word.Value}");
            return [];
        });

        Check(context, one, two, told, deaths, abandoned, places, met);

        foreach (SharedProxy shared in (SharedProxy[])[one, two, inside, begun, met])
        {
            context.Space.Remove(shared);
        }
    }

    private void Check(ScenarioContext context, SharedValue one, SharedValue two, int told, int deaths, int abandoned, List<int[]> places, WorkerLock met)
    {
        ViolationException.Unless(met.Waiting == 0, "nobody to wait in the end", () => $"{met.Waiting} do");
        ViolationException.Unless(met is not HeldLock held || !Holds(held), "nobody to hold it in the end", () => met.State);
        ViolationException.Unless(abandoned == 0 || context.Kills > 0, "no lock that was left by a dead worker", () => $"{abandoned}");

        if (_type is "Lock" or "RecursiveLock")
        {
            int sum = (int)two.Value!;
            ViolationException.Unless(
                sum >= told && sum <= told + deaths && told >= (_workers * _rounds) - deaths,
                $"{told} rounds that were told ({deaths} deaths, {_workers * _rounds} asked for)", () => $"{sum} in the sum");
        }
        else if (deaths == 0 && context.Kills == 0)
        {
            ViolationException.Unless(told == _workers * _rounds, $"{_workers * _rounds} rounds", () => $"{told}");
            ViolationException.Unless(_type != "Condition" || one.Value is 0, "no token left", () => $"{one.Value}");
            ViolationException.Unless(
                places.GroupBy(place => place[0]).All(round => round.Select(place => place[1]).Order().SequenceEqual(Enumerable.Range(0, _workers))),
                "each place at the barrier once a round", () => string.Join(" ", places.Select(place => $"{place[0]}:{place[1]}")));
        }
    }

    private static bool Holds(HeldLock held) => held is WorkerSemaphore semaphore ? semaphore.Available < semaphore.Count : held.IsHeld;
}
