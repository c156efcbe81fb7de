using PiPS.Engine.Launchers;
using PiPS.Engine.Pools.Runs;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>Runs a script on items, batch by batch. One thread at a time opens, posts, closes and takes.</summary>
internal interface ITaskWorker : IDisposable
{
    /// <summary>Its operating-system process.</summary>
    int ProcessId { get; }

    /// <summary>Whether the calling thread is the one that it runs scripts on.</summary>
    bool IsThisThread { get; }

    /// <summary>Whether its script waits for a shared object; any thread may ask.</summary>
    bool IsWaiting { get; }

    /// <summary>How the process ended; <see langword="null"/> while it lives, and for a thread.</summary>
    int? ExitCode { get; }

    /// <summary>The item that it is on; readable by any thread, and after its death.</summary>
    ItemMark Mark { get; }

    /// <summary>Where it is; <see langword="null"/> if that is this machine.</summary>
    Landing? Landing => null;

    /// <summary>Whether it had better be given nothing more: its time is nearly over.</summary>
    bool IsDraining => false;

    /// <summary>Hears what a worker elsewhere has to say while it serves no run, without waiting.</summary>
    /// <exception cref="WorkerLostException">It has died.</exception>
    void Look()
    {
    }

    /// <summary>Waits until it can take work.</summary>
    /// <exception cref="WorkerLostException">It died instead, or its set-up failed.</exception>
    void WaitUntilReady();

    /// <summary>Begins to run a script: the run's.</summary>
    void Open(object script);

    /// <summary>Gives it items for the script.</summary>
    void Post(WorkItem[] batch);

    /// <summary>Says that no more items come, so that the script's end block runs.</summary>
    void Close();

    /// <summary>The same, and of the items that it has nothing more is begun.</summary>
    void Halt();

    /// <summary>Asks it for the items that it hasn't begun: it tells of each as skipped. Any thread may call this; it waits for nobody.</summary>
    /// <returns>Whether it was asked; not if it can't be, now.</returns>
    bool AskBack();

    /// <summary>Waits for what it says next, and appends it.</summary>
    /// <returns>Whether it goes on; not once it has said all that the closed script had to say.</returns>
    /// <exception cref="WorkerLostException">It died instead.</exception>
    bool Take(List<WorkEvent> told);

    /// <summary>Ends it by choice: waits until it has run what its set-up says shall run then.</summary>
    /// <returns>What went wrong there, a sentence each.</returns>
    /// <exception cref="WorkerLostException">It died instead.</exception>
    IReadOnlyList<string> Leave();

    /// <summary>Makes it stop the script that it runs: what it holds isn't begun, and <see cref="Take"/> comes to its end. Any thread may call this.</summary>
    void Stop();

    /// <summary>Ends it at once; <see cref="Take"/> then says that it is lost. Any thread may call this, more than once.</summary>
    void Kill();
}
