using PiPS.Engine.Pools;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Tests.Pools;

/// <summary>What tests do with runs; a run that hangs fails them.</summary>
internal static class RunTools
{
    /// <summary>Runs numbers from 0, and takes all that is told.</summary>
    public static List<ItemEvent> RunAll(this WorkerPool pool, WorkRun run, int items)
    {
        pool.Begin(run);
        List<ItemEvent> told = [];

        for (int i = 0; i < items && !run.IsHalted; i++)
        {
            while (!run.Offer(i) && !run.IsHalted)
            {
                told.AddRange(run.Take(Deadline.Generous, forRoom: true));
            }
        }

        run.CompleteInput();
        told.AddRange(run.Drain());
        return told;
    }

    /// <summary>Takes all that is told, to the run's end.</summary>
    public static List<ItemEvent> Drain(this WorkRun run)
    {
        List<ItemEvent> told = [];
        DateTime deadline = DateTime.UtcNow + Deadline.Generous + Deadline.Generous;

        while (!run.IsEnded)
        {
            Assert.True(DateTime.UtcNow < deadline, "The run doesn't end.");
            told.AddRange(run.Take(TimeSpan.FromSeconds(1), forRoom: false));
        }

        told.AddRange(run.Take(TimeSpan.Zero, forRoom: false));
        return told;
    }
}
