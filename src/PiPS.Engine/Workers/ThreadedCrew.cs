using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Workers that work side by side: a thread for each, that counts by itself or talks to a process.</summary>
internal sealed class ThreadedCrew : Crew
{
    /// <summary>So large a share of all workers may die before the first has done anything: of a thousand that start at once, ten may well.</summary>
    private const int ShareThatMayDie = 4;

    private const int SmallStack = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Job _job;
    private readonly IWorkerSource _source;
    private readonly Dealer _dealer;
    private readonly Action<string> _notice;
    private readonly int[]? _processors;
    private readonly IBlockWorker?[] _workers;
    private readonly Thread[] _threads;
    private int _deathsInARow;
    private bool _ending;

    /// <param name="job">What is sampled.</param>
    /// <param name="count">Workers, from 1.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="dealer">Where their work comes from.</param>
    /// <param name="notice">Told, on any thread, what the user may want to know.</param>
    /// <param name="processors">Where workers are kept, the first on the first and so on, and round again; <see langword="null"/> for anywhere.</param>
    public ThreadedCrew(
        Job job, int count, IWorkerSource source, Dealer dealer, Action<string> notice, int[]? processors = null)
    {
        _processors = processors;
        _job = job;
        _source = source;
        _dealer = dealer;
        _notice = notice;
        _workers = new IBlockWorker?[count];
        _threads = new Thread[count];

        try
        {
            for (int i = 0; i < count; i++)
            {
                int hand = i;
                _threads[i] = new(() => Work(hand), SmallStack) { IsBackground = true, Name = $"PiPS worker {i}" };
                _threads[i].Start();
            }
        }
        catch
        {
            // The system has no more threads to give: those that it gave must not wait for work for ever.
            Dispose();
            throw;
        }
    }

    public override long Underway => _workers.Sum(worker => worker?.Underway ?? 0);

    public override void Finish(Action tick, Func<TimeSpan> patience)
    {
        while (!_dealer.WaitUntilFinished(patience()))
        {
            tick();
            _dealer.RescueLate();
        }
    }

    public override void Cut() => All(worker => worker.Cut());

    public override void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
        }

        _dealer.Close();
        All(worker => worker.Kill());

        foreach (Thread thread in _threads.Where(thread => thread is not null && !thread.ThreadState.HasFlag(ThreadState.Unstarted)))
        {
            thread.Join();
        }

        (_source as IDisposable)?.Dispose();
    }

    private void Work(int hand)
    {
        try
        {
            while (!ServeOne(hand))
            {
                // The next worker takes the lost one's place.
            }
        }
        catch (Exception error)
        {
            _dealer.Fail(error);
        }
    }

    private bool ServeOne(int hand)
    {
        IBlockWorker? worker = null;
        bool ready = false;

        try
        {
            worker = Start(hand);

            if (worker is not null)
            {
                worker.WhenQueued(() => _dealer.Desert(hand));
                worker.WaitUntilReady();
                ready = true;
                _source.Succeeded(worker);
                _dealer.BecameReady(hand, worker.Host, worker.ProcessId);
                return Serve(hand, worker);
            }

            // There is no room for it, or no need: its share is for others.
            _dealer.Desert(hand);
            return true;
        }
        catch (WorkerLostException lost)
        {
            return IsEnding || Mourn(hand, lost, ready ? null : worker);
        }
        finally
        {
            End(hand, worker);
        }
    }

    private bool IsEnding
    {
        get
        {
            lock (_gate)
            {
                return _ending;
            }
        }
    }

    private IBlockWorker? Start(int hand)
    {
        if (_source.Start(_job, _processors?[hand % _processors.Length], () => IsEnding) is not IBlockWorker worker)
        {
            return null;
        }

        // Also when the run is over by now: it is a worker of this run, and reported.
        _dealer.Started(hand, worker.ProcessId, worker.Host);

        lock (_gate)
        {
            _workers[hand] = worker;
            return _ending ? null : worker;
        }
    }

    // Whether there is nothing more to do; not if the worker only has no more time.
    private bool Serve(int hand, IBlockWorker worker)
    {
        int inHand = 0;

        while (true)
        {
            while (!worker.IsDraining && inHand < worker.Depth && _dealer.Take(hand, wait: inHand == 0) is BlockRange piece)
            {
                worker.Post(piece);
                inHand++;
            }

            if (inHand == 0)
            {
                return !worker.IsDraining;
            }

            _dealer.Answered(hand, worker.Take());
            inHand--;
            Interlocked.Exchange(ref _deathsInARow, 0);
        }
    }

    private bool Mourn(int hand, WorkerLostException lost, IBlockWorker? unready)
    {
        int deathsHere = _dealer.Lost(hand);
        bool isFault = lost.Landing?.Blame(lost) ?? true;

        if (unready is not null && _source.TryAnotherKind(unready))
        {
            return false;
        }

        int deaths = Interlocked.Increment(ref _deathsInARow);

        if (deathsHere >= _source.MostDeaths || deaths >= Math.Max(_source.MostDeaths, _threads.Length / ShareThatMayDie))
        {
            throw new WorkersFailedException(Math.Max(deaths, deathsHere), lost);
        }

        if (!isFault)
        {
            return false;
        }

        // First what it means: the rest may end in the lost worker's own words.
        _notice($"A worker was lost and is replaced; its unfinished blocks are counted again. {lost.Message}");
        _dealer.Wake();
        return false;
    }

    private void End(int hand, IBlockWorker? worker)
    {
        IBlockWorker? started;

        lock (_gate)
        {
            started = worker ?? _workers[hand];
            _workers[hand] = null;
        }

        started?.Dispose();
    }

    private void All(Action<IBlockWorker> act)
    {
        lock (_gate)
        {
            foreach (IBlockWorker worker in _workers.OfType<IBlockWorker>())
            {
                act(worker);
            }
        }
    }
}
