using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Pools.Runs;

/// <summary>What becomes of a run's items: told, logged, run again, or never begun. Whoever calls it holds the run's lock.</summary>
internal sealed class ItemEnds
{
    private readonly RunOptions _options;
    private readonly RunInput _input;
    private readonly RunOutput _output;
    private int _failures;

    public ItemEnds(RunOptions options, RunInput input, RunOutput output)
    {
        _options = options;
        _input = input;
        _output = output;
    }

    /// <summary>An item of the input: it waits to be run, or has come to its end already.</summary>
    public void Add(object? input, byte[]? encoded, ItemChoice choice)
    {
        WorkItem item = _input.Number(input, encoded, choice);

        if (choice.Runs)
        {
            _input.Add(item);
        }
        else
        {
            Tell(item, choice.Refusal is null ? WorkEvent.Skipped(item.Index) : WorkEvent.Refused(item.Index, choice.Refusal), RunHand.None);
        }
    }

    /// <summary>An attempt ended: so does its item, or it is run again.</summary>
    /// <param name="place">Whose it was.</param>
    /// <param name="item">The item.</param>
    /// <param name="told">Its end.</param>
    /// <param name="cancelled">Whether nobody wants any more.</param>
    public void End(RunHand place, WorkItem item, WorkEvent told, bool cancelled)
    {
        // What ran to its end isn't run again in silence, even if its output was lost.
        bool retries = told.Status != ItemStatus.Completed && told.Value is not LostItem { WasFinished: true }
            && item.Attempt <= _options.MaximumRetryCount && !cancelled && !_input.IsHalted;

        if (retries)
        {
            _output.Forget(item.Index);
            _input.Retry(item);
            return;
        }

        // Here, not where it is told: in order, that may be long after.
        _options.Log?.Add(item, told, place.Worker);
        _input.Ended();
        Tell(item, told, place);
    }

    /// <summary>A worker died with all that it held.</summary>
    public void Lose(RunHand place, ItemMark mark, bool timedOut, string why, bool cancelled)
    {
        List<WorkItem> held = [.. place.Held];

        // What ended here and came back to be run again has the same index, and isn't begun.
        int at = mark.Ended && mark.Index == place.LastEnded ? -1 : held.FindIndex(item => item.Index == mark.Index);

        // Behind the item that it was on, nothing was begun; before, everything was finished.
        for (int i = held.Count - 1; i > at; i--)
        {
            PutBack(held[i]);
        }

        for (int i = 0; i <= at; i++)
        {
            bool finished = i < at || mark.Ended;
            ItemStatus status = timedOut && !finished ? ItemStatus.TimedOut : ItemStatus.WorkerLost;
            LostItem lost = new(why, place.Worker, finished);
            long ran = finished ? 0 : (long)mark.Running.TotalNanoseconds;
            End(place, held[i], WorkEvent.Ended(held[i].Index, status, lost, ran), cancelled);
        }
    }

    /// <summary>An item was dealt but not begun.</summary>
    public void PutBack(WorkItem item)
    {
        _input.PutBack(item);

        if (_input.IsHalted)
        {
            Skip(_input.Halt());
        }
    }

    private void Tell(WorkItem item, WorkEvent told, RunHand place)
    {
        _output.Add(item, told, place);
        _failures += told.Status is ItemStatus.Completed or ItemStatus.Skipped ? 0 : 1;

        if (_failures >= _options.MaximumFailure && !_input.IsHalted)
        {
            Skip(_input.Halt());
        }
    }

    private void Skip(IEnumerable<WorkItem> items)
    {
        foreach (WorkItem skipped in items)
        {
            _output.Add(skipped, WorkEvent.Skipped(skipped.Index), RunHand.None);
        }
    }
}
