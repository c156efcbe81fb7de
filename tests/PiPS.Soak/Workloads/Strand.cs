using PiPS.Engine.Pools.Runs;

namespace PiPS.Soaking.Workloads;

/// <summary>One of the things that a scenario does at the same time: what it does is a value, made from a seed.</summary>
internal abstract class Strand
{
    /// <summary>What it does, in a line.</summary>
    public abstract override string ToString();

    /// <summary>Does it, and compares what came with what had to.</summary>
    /// <exception cref="Checking.ViolationException">It isn't the same.</exception>
    public abstract void Run(ScenarioContext context);

    /// <summary>Offers items, and takes all that is told, to the run's end.</summary>
    /// <param name="context">Knows when it takes too long.</param>
    /// <param name="run">The run, on a pool.</param>
    /// <param name="items">What is offered, in turn.</param>
    /// <param name="take">Takes what is told, in its order; gives further items.</param>
    private protected static void Feed(ScenarioContext context, WorkRun run, IEnumerable<object[]> items, Func<ItemEvent, IEnumerable<object[]>> take)
    {
        Queue<object[]> waiting = new(items);
        bool isComplete = false;
        int open = 0;

        void TakeAll(TimeSpan most, bool forRoom)
        {
            foreach (ItemEvent told in run.Take(most, forRoom))
            {
                open -= told.IsEnd ? 1 : 0;

                foreach (object[] further in take(told))
                {
                    waiting.Enqueue(further);
                }
            }

            context.CheckTime(() => $"{waiting.Count} items wait, {open} are under way");
        }

        while (!run.IsEnded)
        {
            while (waiting.Count > 0 && !run.IsHalted && run.Offer(waiting.Peek()))
            {
                waiting.Dequeue();
                open++;
            }

            if (!isComplete && (run.IsHalted || (waiting.Count == 0 && open == 0)))
            {
                isComplete = true;
                run.CompleteInput();
            }

            TakeAll(TimeSpan.FromMilliseconds(200), forRoom: waiting.Count > 0);
        }

        TakeAll(TimeSpan.Zero, forRoom: false);
    }
}
