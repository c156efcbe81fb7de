using System.Diagnostics;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <content>What the threads of its places call.</content>
public sealed partial class WorkerPool
{
    /// <summary>Whether a hand's place is to have a worker.</summary>
    internal bool Needs(PoolHand hand) => _gate.Read(() => !_ended && !hand.IsLeaving);

    /// <summary>A worker was started for a hand.</summary>
    internal void Hired(PoolHand hand, ITaskWorker worker) => _gate.Change(() =>
    {
        hand.Hire(worker);

        if (_ended)
        {
            worker.Kill();
        }
    });

    /// <summary>A hand's worker can take work.</summary>
    internal void BecameReady(PoolHand hand) => _gate.Change(() =>
    {
        _deaths.BecameReady();
        hand.Arrived();
        hand.Become(PoolWorkerState.Idle);
    });

    /// <summary>Waits for a run that a hand's worker can serve.</summary>
    /// <param name="hand">Whose.</param>
    /// <param name="isToLook">Whether there is none, and it is time to look after a worker that is elsewhere.</param>
    /// <returns>Nothing as well if the place is given up.</returns>
    internal PoolRun? NextRun(PoolHand hand, out bool isToLook)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan? beat = hand.Worker?.Landing?.Beat;
        isToLook = false;

        lock (_gate)
        {
            while (!_ended && !hand.IsLeaving)
            {
                PoolRun? run = _runs.Next();

                if (run is not null)
                {
                    hand.Run = run;
                    hand.StopAsked = null;
                    hand.Become(PoolWorkerState.Busy);
                    run.Join(hand.Index, hand.ProcessId, hand.Host ?? Environment.MachineName);
                    Wake();
                    return run;
                }

                if (State == PoolState.Draining && !_runs.MayHaveWork)
                {
                    return null;
                }

                if (Stopwatch.GetElapsedTime(start) > beat)
                {
                    isToLook = true;
                    return null;
                }

                _runs.Wait(_gate, beat ?? Timeout.InfiniteTimeSpan);
            }

            return null;
        }
    }

    /// <summary>Whether a hand that has nothing to do had better stay with its run: something may still come, and nobody else waits.</summary>
    internal bool Stays(PoolHand hand, PoolRun run) => (run.MayHaveWork || run.MayGetBack) && _gate.Read(()
        => !_ended && !hand.IsLeaving && !(hand.Tasks >= _options.MaximumTasks) && _runs.HasNoneBut(run));

    /// <summary>Whether a hand owes its time to another run.</summary>
    internal bool OwesOther(PoolRun run) => _gate.Read(() => _runs.OwesOther(run));

    /// <summary>Items that a hand's worker may still take.</summary>
    internal int Allowance(PoolHand hand) => _options.MaximumTasks is int maximum ? maximum - hand.Tasks : int.MaxValue;

    /// <summary>Books what a hand's worker did.</summary>
    internal void Book(PoolHand hand, int ended, int failed, TimeSpan working)
    {
        lock (_gate)
        {
            hand.Book(ended, failed, working);
        }
    }

    /// <summary>Books a worker's death.</summary>
    /// <returns>Whether its place is to have another.</returns>
    /// <exception cref="WorkersFailedException">That would die as well.</exception>
    internal bool Bury(PoolHand hand, ItemMark mark, bool wasReady, WorkerLostException lost)
    {
        lock (_gate)
        {
            hand.BookLoss(hand.Run is not null && !mark.Ended);

            // Elsewhere, hosts are set aside that fail, and it is known when none is left.
            return !_ended && hand.Run is null && lost.Landing is null && _deaths.Count(hand, wasReady, lost, _hands.Count) is int deaths
                ? throw new WorkersFailedException(deaths, lost)
                : !_ended;
        }
    }

    /// <summary>A hand's worker is to end by choice.</summary>
    /// <returns>Whether it has something to run then, and the time for it.</returns>
    internal bool BeginFarewell(PoolHand hand) => _gate.Read(() => !_ended && HasFarewells && hand.BeginFarewell());

    /// <summary>It has run that.</summary>
    internal void EndFarewell(PoolHand hand, IEnumerable<string> problems) => _gate.Change(() => _exitProblems.Add(hand, problems));

    /// <summary>It died instead, or was killed.</summary>
    internal void EndFarewell(PoolHand hand, Exception error) => _gate.Change(() => _exitProblems.Add(hand, error, _ended, _options.ExitLimit));

    /// <summary>Gives a hand's place up.</summary>
    internal void Dismiss(PoolHand hand) => _gate.Change(() =>
    {
        _hands.Remove(hand);
        State = _hands.Count == 0 && State == PoolState.Draining ? PoolState.Stopped : State;

        if (_hands.Count == 0)
        {
            _look.Ring();
        }
    });

    /// <summary>Ends the pool: it can't go on.</summary>
    internal void Collapse(Exception error) => _gate.Change(() =>
    {
        State = PoolState.Failed;
        _failure ??= error;
        _ended = true;
        _hands.ForEach(hand => hand.Worker?.Kill());
        _runs.Fail(error);
        _runs.WakeAll();
    });

    /// <summary>Does something under the lock, after which another hand may have work.</summary>
    internal void Change(Action change) => _gate.Change(change + Wake);
}
