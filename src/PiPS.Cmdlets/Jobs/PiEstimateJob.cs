using System.Collections.Concurrent;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets.Jobs;

/// <summary>Estimates in the background: one for each number of trials that it is given.</summary>
public sealed class PiEstimateJob : WorkerJob
{
    private readonly Func<long?, IEstimateObserver, CancellationToken, PiEstimate> _estimate;
    private readonly BlockingCollection<long?> _trials = [];
    private readonly CancellationTokenSource _stop = new();

    /// <param name="command">What the user wrote.</param>
    /// <param name="workers">Workers, for each of which there is a child job.</param>
    /// <param name="estimate">Makes an estimate.</param>
    internal PiEstimateJob(string command, int workers, Func<long?, IEstimateObserver, CancellationToken, PiEstimate> estimate)
        : base(command, name: null, "PiEstimate")
    {
        _estimate = estimate;
        AddChildren(workers, _ => null);
    }

    /// <summary>Asks for an estimate.</summary>
    internal void Add(long? trials) => _trials.Add(trials);

    /// <summary>Says that no more are asked for.</summary>
    internal void CompleteInput() => _trials.CompleteAdding();

    private protected override bool Work()
    {
        JobSink sink = new();
        sink.Attach(this);
        EstimateObserver observer = new(sink);
        bool all = true;

        foreach (long? trials in _trials.GetConsumingEnumerable(_stop.Token))
        {
            try
            {
                Output.Add(new(_estimate(trials, observer, _stop.Token)));
            }
            catch (InvalidOptionException refused)
            {
                // Such as a checkpoint that is of a longer run: that doesn't keep the other numbers from being estimated.
                Error.Add(Errors.InvalidOption(refused));
                all = false;
            }
            catch (WorkersFailedException failed)
            {
                Error.Add(Errors.WorkersFailed(failed, trials));
                all = false;
            }
            catch (PoolStoppedException stopped)
            {
                Error.Add(Errors.PoolStopped(stopped));
                all = false;
            }

            observer.Complete();
        }

        return all;
    }

    private protected override void Cancel() => _stop.Cancel();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        if (disposing)
        {
            _trials.Dispose();
            _stop.Dispose();
        }
    }
}
