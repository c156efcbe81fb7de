using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Where workers come from. Any thread may call it.</summary>
internal interface IWorkerSource
{
    /// <summary>After so many deaths with nothing done in between, the next worker would die as well.</summary>
    int MostDeaths => 10;

    /// <summary>Starts a worker; it may not be ready yet.</summary>
    /// <param name="job">What it is for.</param>
    /// <param name="processor">The processor that it is kept on; <see langword="null"/> for any. The thread that asks is the one that serves it.</param>
    /// <param name="isOver">Asked when its turn comes: whether it is needed no more.</param>
    /// <returns>Nothing if it is needed no more.</returns>
    /// <exception cref="WorkerLostException">It can't be started.</exception>
    /// <exception cref="Machine.PinningException">The system refuses to keep the thread on the processor.</exception>
    IBlockWorker? Start(Job job, int? processor, Func<bool> isOver);

    /// <summary>Says that a worker became ready: its kind works here.</summary>
    void Succeeded(IBlockWorker worker);

    /// <summary>Says that a worker died before it was ready.</summary>
    /// <returns>Whether the next will be of another kind, so that this death says nothing about it.</returns>
    bool TryAnotherKind(IBlockWorker worker);
}
