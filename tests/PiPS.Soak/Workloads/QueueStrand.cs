using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Sharing.Messages;
using PiPS.Soaking.Checking;

namespace PiPS.Soaking.Workloads;

/// <summary>Producers and consumers of a queue, on a pool of their own; who is killed is replaced.</summary>
internal sealed class QueueStrand : Strand
{
    private readonly int _producers;
    private readonly int _consumers;
    private readonly int _count;
    private readonly int _size;
    private readonly int _microseconds;
    private readonly int? _capacity;
    private readonly bool _redelivers;
    private readonly bool _waits;
    private readonly bool _takesAhead;

    public QueueStrand(Random random)
    {
        _producers = random.Next(1, 4);
        _consumers = random.Next(1, 4);
        _count = (int)Math.Pow(10, 1 + (random.NextDouble() * 4));
        _size = random.Next(3) switch { 0 => 0, 1 => random.Next(500), _ => random.Next(100_000) };
        _microseconds = random.Next(3) == 0 ? 0 : random.Next(10, 300);
        _count = Math.Min(_count, 100_000_000 / Math.Max(1000, _size));
        _count = Math.Min(_count, 3_000_000 * _consumers / _producers / Math.Max(1, _microseconds));
        _capacity = random.Next(2) == 0 ? null : random.Next(1, 60);
        _redelivers = random.Next(2) == 0;
        _waits = random.Next(2) == 0;
        _takesAhead = random.Next(2) == 0;
    }

    public override string ToString()
        => $"queue: {_producers} producers, {_consumers} consumers, {_count} messages of {_size} bytes from each, {_microseconds} us of work each, room for {_capacity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"}"
            + $"{(_redelivers ? ", redelivery" : string.Empty)}{(_waits ? ", sent one by one" : string.Empty)}{(_takesAhead ? ", taken ahead" : string.Empty)}";

    public override void Run(ScenarioContext context)
    {
        WorkerQueue queue = WorkerQueue.Create(context.Space, capacity: _capacity, redelivers: _redelivers);
        using WorkerPool pool = context.StartReadyPool("queue", _producers + _consumers);
        WorkRun run = new(new object[] { "queue", queue, _waits, _takesAhead, _redelivers }, new() { BatchSize = 1 });
        QueueModel model = new();
        int producing = _producers;
        int next = 0;
        pool.Begin(run);

        object[] Produce(int first) => ["produce", model.Begin(next++), first, _count - first, _size];

        object[][] items = [.. Enumerable.Range(0, _producers).Select(_ => Produce(0)), .. Enumerable.Range(0, _consumers).Select(_ => (object[])["consume", _microseconds])];

        Feed(context, run, items, told =>
        {
            long index = told.Item!.Index;
            object[] input = (object[])told.Item.Input!;
            bool produces = input[0] is "produce";

            if (!told.IsEnd)
            {
                if (produces)
                {
                    model.Sent((int)input[1], (int)told.Value!);
                }
                else
                {
                    model.Received(index, (int[])told.Value!);
                }

                return [];
            }

            if (told.Status == ItemStatus.WorkerLost && context.Kills > 0)
            {
                model.CountDeath(produces);

                // What it sent and couldn't say so is there under its own number.
                return produces ? [Produce(Math.Max((int)input[2], model.LastSent((int)input[1]) + 1))] : [["consume", _microseconds]];
            }

            ViolationException.Unless(told.Status == ItemStatus.Completed, $"a {input[0]}r to end well", () => $"{told.Status}: {told.Value}");
            producing -= produces ? 1 : 0;

            if (producing == 0 && produces)
            {
                queue.Complete();
            }

            return [];
        });

        ViolationException.Unless(queue.Count == 0, "an empty queue at the end", () => $"{queue.Count} messages");
        model.Check(context, queue.TakeLost(), (int)queue.Lost, _redelivers, _producers * _count);
        context.Space.Remove(queue);
    }
}
