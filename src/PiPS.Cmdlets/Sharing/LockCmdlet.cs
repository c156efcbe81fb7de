using System.Diagnostics;
using System.Management.Automation;
using PiPS.Engine.Sharing.Locks;

namespace PiPS.Cmdlets.Sharing;

/// <summary>A cmdlet that waits for locks.</summary>
public abstract class LockCmdlet : ShareCmdlet
{
    private protected LockCmdlet()
    {
    }

    /// <summary><b>-TimeoutSeconds</b>: how long to wait, from 0, for all of them together; after that it is an error.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <summary>Locks that were given, or whose names were, each once: in the order in which they were made.</summary>
    /// <remarks>So scripts that name several in another order can't come to wait for each other.</remarks>
    private protected IReadOnlyList<WorkerLock> Found(object[] given)
        => [.. given.Select(one => Find<WorkerLock>(one, "a lock")).Distinct().OrderBy(one => one.Id)];

    /// <summary>What is left of the time to wait; nothing if there is no limit.</summary>
    private protected TimeSpan? Left(long begun)
    {
        if (Limit(TimeoutSeconds) is not TimeSpan limit)
        {
            return null;
        }

        TimeSpan left = limit - Stopwatch.GetElapsedTime(begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Takes a lock, and says so if a holder died.</summary>
    /// <param name="one">The lock.</param>
    /// <param name="begun">When the wait began.</param>
    /// <param name="held">Where it goes as soon as it is held.</param>
    /// <returns>Whether it was taken in time.</returns>
    private protected bool Enter(HeldLock one, long begun, List<HeldLock> held)
    {
        LockEntry entry = one.Enter(Left(begun), Stop);

        if (entry != LockEntry.NotEntered)
        {
            held.Add(one);
        }

        Stop.ThrowIfCancellationRequested();
        TellAbandoned(one, entry);
        return entry != LockEntry.NotEntered;
    }

    /// <summary>Says so if a holder died.</summary>
    private protected void TellAbandoned(HeldLock one, LockEntry entry)
    {
        if (entry == LockEntry.EnteredAbandoned)
        {
            WriteError(LockErrors.LockAbandoned(one));
        }
    }
}
