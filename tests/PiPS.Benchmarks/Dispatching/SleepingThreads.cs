using System.Diagnostics;
using PiPS.SimulatedLauncher;

namespace PiPS.Benchmarks.Dispatching;

/// <summary>Threads that do nothing but wait for as long as simulated workers would: what the waiting itself costs.</summary>
internal sealed class SleepingThreads : DispatchLoad
{
    private const int SmallStack = 256 * 1024;
    private readonly Thread[] _threads;
    private readonly Pause[] _pauses;
    private int _begun;
    private long _items;

    public SleepingThreads(int count, LauncherModel model)
    {
        _pauses = [.. Enumerable.Range(0, count).Select(_ => new Pause())];
        _threads = [.. Enumerable.Range(0, count).Select(i => new Thread(() => Sleep(_pauses[i], model.Fate(i)), SmallStack) { IsBackground = true })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    public override bool IsUnderWay => Volatile.Read(ref _begun) == _threads.Length;

    public override long Items => Interlocked.Read(ref _items);

    public override void Dispose()
    {
        Array.ForEach(_pauses, pause => pause.End());
        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_pauses, pause => pause.Dispose());
    }

    private void Sleep(Pause pause, WorkerFate fate)
    {
        long next = Pause.After(Stopwatch.GetTimestamp(), fate.StartUp);
        bool goesOn = pause.Until(next);
        Interlocked.Increment(ref _begun);

        while (goesOn)
        {
            next = Pause.After(next, fate.Item);
            goesOn = pause.Until(next);
            Interlocked.Increment(ref _items);
        }
    }
}
