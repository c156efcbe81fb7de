using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Counts blocks, piece by piece, in the order given. One thread at a time posts and takes.</summary>
internal interface IBlockWorker : IDisposable
{
    /// <summary>Its operating-system process.</summary>
    int ProcessId { get; }

    /// <summary>Name of the machine that it runs on.</summary>
    string Host { get; }

    /// <summary>How many pieces it may have in hand: with more than one it needn't wait for the next.</summary>
    int Depth { get; }

    /// <summary>Trials counted of the piece that it is on, as far as they can be seen from outside.</summary>
    long Underway { get; }

    /// <summary>Whether it had better be given nothing more: its time is nearly over.</summary>
    bool IsDraining => false;

    /// <summary>Has something done if it has to wait for its turn before it can get up, which may take hours.</summary>
    void WhenQueued(Action act)
    {
    }

    /// <summary>Waits until it can take work.</summary>
    /// <exception cref="WorkerLostException">It died instead.</exception>
    void WaitUntilReady();

    /// <summary>Gives it a piece. It begins now, or at <see cref="Take"/>.</summary>
    void Post(BlockRange piece);

    /// <summary>Waits for the answer to the oldest piece in hand.</summary>
    /// <exception cref="WorkerLostException">It died instead.</exception>
    Counted Take();

    /// <summary>Makes it answer what it has in hand with what is counted by now. Any thread may call this.</summary>
    void Cut();

    /// <summary>Ends it at once. Any thread may call this, more than once.</summary>
    void Kill();
}
