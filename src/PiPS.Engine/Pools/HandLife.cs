using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools;

/// <summary>What the thread of a pool's place does: it has one worker after the other, and each serves one run after the other.</summary>
internal sealed class HandLife
{
    private readonly WorkerPool _pool;
    private readonly PoolHand _hand;

    public HandLife(WorkerPool pool, PoolHand hand)
    {
        _pool = pool;
        _hand = hand;
    }

    public void Live()
    {
        try
        {
            while (KeepWorker())
            {
                // Another worker takes the place of one that died, or has done its share.
            }
        }
        catch (Exception error)
        {
            _pool.Collapse(error);
        }
        finally
        {
            _pool.Dismiss(_hand);
        }
    }

    // One worker's life. Whether the next should be started.
    private bool KeepWorker()
    {
        if (!_pool.Needs(_hand))
        {
            return false;
        }

        ITaskWorker? worker = null;
        bool ready = false;

        try
        {
            worker = _pool.Source.Start(_hand.Processor, () => !_pool.Needs(_hand));

            if (worker is null)
            {
                // There is no room for it; others do the work.
                return false;
            }

            _pool.Hired(_hand, worker);
            worker.WaitUntilReady();
            ready = true;
            _pool.BecameReady(_hand);
            return Serve(worker);
        }
        catch (WorkerLostException lost)
        {
            return Mourn(worker, ready, lost);
        }
        catch (ProtocolException nonsense)
        {
            worker!.Kill();
            return Mourn(worker, ready, new(worker.ProcessId, $"Worker {worker.ProcessId} was given up: {nonsense.Message}.", nonsense) { Landing = worker.Landing });
        }
        finally
        {
            _pool.Change(() =>
            {
                _hand.Become(PoolWorkerState.Starting);
                _hand.Worker = null;
                _hand.Run = null;
            });
            worker?.Dispose();
            _pool.Change(() => _hand.ExitCode = worker?.ExitCode ?? _hand.ExitCode);
        }
    }

    // To the end of the pool, or of the worker's share. Whether another should be started.
    private bool Serve(ITaskWorker worker)
    {
        while (_pool.NextRun(_hand, out bool isToLook) is PoolRun || isToLook)
        {
            if (isToLook)
            {
                worker.Look();
            }
            else
            {
                new HandShift(_pool, _hand, worker, _hand.Run!).Serve();
                _pool.Change(() =>
                {
                    _hand.Run = null;
                    _hand.Become(PoolWorkerState.Idle);
                });
            }

            if (_pool.Allowance(_hand) <= 0 || worker.IsDraining)
            {
                LetGo(worker);
                return true;
            }
        }

        LetGo(worker);
        return false;
    }

    // It ends by choice, unless the pool is ended by force.
    private void LetGo(ITaskWorker worker)
    {
        if (!_pool.BeginFarewell(_hand))
        {
            return;
        }

        try
        {
            _pool.EndFarewell(_hand, worker.Leave());
        }
        catch (Exception error) when (error is WorkerLostException or ProtocolException)
        {
            _pool.EndFarewell(_hand, error);
        }
    }

    private bool Mourn(ITaskWorker? worker, bool wasReady, WorkerLostException lost)
    {
        ItemMark mark = worker?.Mark ?? ItemMark.None;
        PoolRun? run = _hand.Run;
        bool goesOn = _pool.Bury(_hand, mark, wasReady, lost);

        // An item that kills its worker is no fault of the host's.
        if (goesOn && (run is null || (mark.Ended && !run.IsCancelled)))
        {
            lost.Landing?.Blame(lost);
        }

        run?.Lose(_hand.Index, mark, _hand.Expired == mark.Index && mark.Index >= 0, lost.Message);
        return goesOn;
    }
}
