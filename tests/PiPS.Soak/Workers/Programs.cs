using System.Diagnostics;
using PiPS.Engine.Sharing.Locks;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Sharing.Objects;

namespace PiPS.Soaking.Workers;

/// <summary>What workers do, by name. A script is its name and the shared objects that it needs; an item is what it is given.</summary>
internal static class Programs
{
    /// <summary>Locks are waited for in steps, so that a worker that is stopped ends.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(300);

    /// <summary>What has to come, and doesn't, is given up after this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Run(string name, object[] script, ItemCall call, bool isProcess)
    {
        switch (name)
        {
            case "map":
                MapProgram.Run(new((string)call.Input[0], (int)call.Input[1], (int)call.Input[2]), script, call, isProcess);
                break;
            case "queue" when (string)call.Input[0] == "produce":
                Produce((WorkerQueue)script[1], (bool)script[2], call);
                break;
            case "queue":
                Consume((WorkerQueue)script[1], (bool)script[3], (bool)script[4], call);
                break;
            case "lock":
                Lock((WorkerMutex)script[1], (SharedValue)script[2], (SharedValue)script[3], call);
                break;
            case "semaphore":
                Semaphore((WorkerSemaphore)script[1], (SharedDictionary)script[2], call);
                break;
            case "condition":
                Exchange((WorkerCondition)script[1], (SharedValue)script[2], (int)script[3], call);
                break;
            case "barrier":
                Meet((WorkerEvent)script[1], (WorkerBarrier)script[2], call);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, null);
        }
    }

    /// <summary>Bytes that are known by a number.</summary>
    public static byte[] Pattern(int number, int size)
    {
        byte[] bytes = new byte[size];

        for (int i = 0; i < size; i++)
        {
            bytes[i] = (byte)((number * 31) + i);
        }

        return bytes;
    }

    /// <summary>Works for a while.</summary>
    public static void Spin(int microseconds)
    {
        long start = Stopwatch.GetTimestamp();

        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
        {
            Thread.SpinWait(20);
        }
    }

    // produce, producer, first, count, size
    private static void Produce(WorkerQueue queue, bool waits, ItemCall call)
    {
        int producer = (int)call.Input[1];
        int first = (int)call.Input[2];

        for (int i = first; i < first + (int)call.Input[3] && !call.Stop.IsCancellationRequested; i++)
        {
            object[] message = [producer, i, Pattern(i, (int)call.Input[4])];

            // What is sent with a limit waits until it is there.
            if (!(waits ? queue.Send(message, TimeSpan.FromHours(1), call.Stop) : queue.Send(message)))
            {
                return;
            }

            call.Write(i);
        }
    }

    // consume, microseconds of work
    private static void Consume(WorkerQueue queue, bool takesAhead, bool completes, ItemCall call)
    {
        using MessageReceiver receiver = new(queue, takesAhead);

        while (receiver.Receive(out object? value, null, call.Stop) == Reception.Message)
        {
            object[] message = (object[])value!;
            byte[] content = (byte[])message[2];
            Spin((int)call.Input[1]);
            call.Write(new[] { (int)message[0], (int)message[1], content.AsSpan().SequenceEqual(Pattern((int)message[1], content.Length)) ? 1 : 0 });

            if (completes)
            {
                queue.CompleteMessage();
            }
        }
    }

    // id, rounds
    private static void Lock(WorkerMutex mutex, SharedValue holder, SharedValue sum, ItemCall call)
    {
        int id = (int)call.Input[0];

        for (int round = 0; round < (int)call.Input[1]; round++)
        {
            LockEntry entry = Enter(mutex, call.Stop);

            if (mutex.Type == "RecursiveLock")
            {
                mutex.Enter();
            }

            object? before = holder.Exchange(id);
            int counted = (int)sum.Value!;
            sum.Value = counted + 1;

            if (holder.Value is not int now || now != id || (before is not 0 && entry == LockEntry.Entered))
            {
                call.Write($"{id} has the lock ({entry}), but its holder was {before} before it, and is {holder.Value}.");
            }

            holder.Value = 0;
            mutex.Exit();

            if (mutex.Type == "RecursiveLock")
            {
                mutex.Exit();
            }

            call.Write((int)entry);
        }
    }

    // id, rounds, most inside
    private static void Semaphore(WorkerSemaphore semaphore, SharedDictionary inside, ItemCall call)
    {
        int id = (int)call.Input[0];

        for (int round = 0; round < (int)call.Input[1]; round++)
        {
            LockEntry entry = Enter(semaphore, call.Stop);
            inside[id] = round;
            int count = inside.Count;

            if (count > (int)call.Input[2])
            {
                call.Write($"{count} are inside, where {call.Input[2]} may be at the most.");
            }

            inside.Remove(id);
            semaphore.Exit();
            call.Write((int)entry);
        }
    }

    // 1 to put or -1 to take, rounds
    private static void Exchange(WorkerCondition condition, SharedValue tokens, int room, ItemCall call)
    {
        int step = (int)call.Input[0];

        for (int round = 0; round < (int)call.Input[1]; round++)
        {
            LockEntry entry = Enter(condition, call.Stop);
            DateTime deadline = DateTime.UtcNow + Patience;
            int have;

            while ((have = (int)tokens.Value!) == (step > 0 ? room : 0))
            {
                call.Stop.ThrowIfCancellationRequested();

                if (DateTime.UtcNow > deadline)
                {
                    call.Write($"Nobody {(step > 0 ? "took" : "put")} a token for {Patience.TotalSeconds} s.");
                    condition.Exit();
                    return;
                }

                condition.Wait(Step, CancellationToken.None);
            }

            tokens.Value = have + step;
            condition.NotifyAll();
            condition.Exit();
            call.Write((int)entry);
        }
    }

    // rounds
    private static void Meet(WorkerEvent begun, WorkerBarrier barrier, ItemCall call)
    {
        begun.Wait(Patience, call.Stop);

        for (int round = 0; round < (int)call.Input[0]; round++)
        {
            call.Write(new[] { round, barrier.Wait(Patience, call.Stop) ?? -1 });
        }
    }

    private static LockEntry Enter(HeldLock held, CancellationToken stop)
    {
        LockEntry entry;

        while ((entry = held.Enter(Step, CancellationToken.None)) == LockEntry.NotEntered)
        {
            stop.ThrowIfCancellationRequested();
        }

        return entry;
    }
}
