using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.Blocks;

/// <summary>The engine's own task, which a pool's worker runs without its shell: it counts the hits of blocks.</summary>
/// <remarks>
/// Its script is what a <see cref="FrameKind.Job"/> holds, an item what a <see cref="FrameKind.Count"/> holds, and its output
/// what a <see cref="FrameKind.Counted"/> holds: bytes, which no shell's script is.
/// </remarks>
internal static class BlockTask
{
    public static object Script(Job job) => Bytes(new FrameEncoder().Job(job));

    public static object Input(BlockRange piece) => Bytes(new FrameEncoder().Count(new(piece.First, piece.Count)));

    /// <exception cref="ProtocolException">It is no such output.</exception>
    public static Counted Output(object? output) => output is byte[] bytes
        ? Counted.Read(new(FrameKind.Counted, bytes))
        : throw new ProtocolException(Rejection.Malformed, $"The answer to blocks was {output ?? "nothing"}.");

    /// <summary>Runs a script if it is such a task.</summary>
    /// <returns>Whether it was.</returns>
    public static bool TryRun(object script, TaskMailbox mailbox)
    {
        if (script is not byte[] bytes)
        {
            return false;
        }

        BlockCounter counter = new(Job.Read(new(FrameKind.Job, bytes)));
        long ended = 0;

        while (mailbox.TakeItem() is WorkItem item)
        {
            // Until its first piece a worker doesn't wait for this run.
            TimeSpan waited = ended == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(ended);
            mailbox.Begin(item.Index);
            ended = Count(counter, item, waited, mailbox);
        }

        return true;
    }

    private static long Count(BlockCounter counter, WorkItem item, TimeSpan waited, TaskMailbox mailbox)
    {
        Count piece = Protocol.Count.Read(new(FrameKind.Count, (byte[])item.Input!));
        long start = Stopwatch.GetTimestamp();
        Tally tally = counter.Count(piece.Range, _ => !mailbox.IsStopped);
        long end = Stopwatch.GetTimestamp();
        long computing = (long)Stopwatch.GetElapsedTime(start, end).TotalNanoseconds;

        Counted counted = new(piece.First, piece.Blocks, tally.Trials, tally.Hits, computing, (long)waited.TotalNanoseconds);
        mailbox.Tell(WorkEvent.Wrote(item.Index, StreamKind.Output, Bytes(new FrameEncoder().Counted(counted))));
        mailbox.Tell(WorkEvent.Ended(item.Index, ItemStatus.Completed, null, computing));
        return end;
    }

    private static byte[] Bytes(FrameEncoder frame) => frame.Bytes[Wire.HeaderSize..].ToArray();
}
