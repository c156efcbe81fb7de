using PiPS.Engine.Estimating;

namespace PiPS.Engine.Workers;

/// <summary>Lays out what each worker did as rows that follow each other without a gap.</summary>
/// <remarks>
/// What is shorter than a thousandth of the run gets no row of its own, but adds up until it does: so a row may lie some
/// thousandths beside its time, while the sums are right.
/// </remarks>
internal sealed class TimelineBuilder
{
    /// <summary>Rows at the most, as long as there are no more than some hundred workers: each may need five.</summary>
    private const int MostRows = 2000;
    private const int RowsOfPart = 3;

    private readonly List<WorkerSpan> _rows = [];
    private readonly TimeSpan _shortest;
    private WorkerRecord? _worker;
    private TimeSpan _at;
    private TimeSpan _computing;
    private TimeSpan _waiting;
    private TimeSpan _transfer;

    private TimelineBuilder(TimeSpan end)
    {
        _shortest = end / 1000.0;
    }

    /// <param name="workers">The workers by number, each after the one that it replaced.</param>
    /// <param name="end">The end of the run.</param>
    public static IReadOnlyList<WorkerSpan> Build(IReadOnlyList<WorkerRecord> workers, TimeSpan end)
    {
        TimelineBuilder builder = new(end);
        int parts = Math.Clamp((MostRows / RowsOfPart / Math.Max(1, workers.Count)) - 1, 1, WorkerHistory.Most);

        for (int i = 0; i < workers.Count; i++)
        {
            WorkerRecord worker = workers[i];
            bool replaces = i > 0 && workers[i - 1].Index == worker.Index;
            bool isReplaced = i + 1 < workers.Count && workers[i + 1].Index == worker.Index;
            TimeSpan gone = worker.Lost ?? (isReplaced ? workers[i + 1].Started : end);
            builder.Add(worker, replaces ? worker.Started : TimeSpan.Zero, gone, parts);
        }

        return builder._rows;
    }

    private void Add(WorkerRecord worker, TimeSpan start, TimeSpan gone, int parts)
    {
        (_worker, _at, _computing, _waiting, _transfer) = (worker, start, default, default, default);
        TimeSpan ready = worker.Ready ?? gone;
        TimeSpan news = worker.Ready is null ? gone : worker.LastNews;
        Close(worker.Ready is null && worker.Lost is not null ? WorkerActivity.Lost : WorkerActivity.StartUp, ready);

        IReadOnlyList<WorkerPart> history = worker.History.Parts(parts);
        TimeSpan[] transfers = Transfers(history);

        for (int i = 0; i < history.Count; i++)
        {
            Place(WorkerActivity.Waiting, ref _waiting, history[i].Waiting, news);
            Place(WorkerActivity.Computing, ref _computing, history[i].Computing, news);
            Place(WorkerActivity.Transfer, ref _transfer, transfers[i], news);
        }

        Stretch(news);
        Close(worker.Lost is null ? WorkerActivity.Waiting : WorkerActivity.Lost, gone);
        Stretch(gone);
    }

    // An answer that is read late makes one part longer than its work and the next one shorter: that was no transfer.
    private static TimeSpan[] Transfers(IReadOnlyList<WorkerPart> history)
    {
        TimeSpan[] sums = new TimeSpan[history.Count];
        TimeSpan sum = TimeSpan.Zero;

        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = sum += history[i].Transfer;
        }

        for (int i = sums.Length - 1; i >= 0; i--)
        {
            sum = sums[i] < sum ? sums[i] : sum;
            sums[i] = sum > TimeSpan.Zero ? sum : TimeSpan.Zero;
        }

        for (int i = sums.Length - 1; i > 0; i--)
        {
            sums[i] -= sums[i - 1];
        }

        return sums;
    }

    private void Place(string activity, ref TimeSpan kept, TimeSpan length, TimeSpan most)
    {
        kept += length;

        if (kept >= _shortest)
        {
            TimeSpan end = _at + kept;
            kept = TimeSpan.Zero;
            Append(activity, end < most ? end : most);
        }
    }

    private void Close(string activity, TimeSpan until)
    {
        if (until - _at >= _shortest)
        {
            Append(activity, until);
        }
    }

    // What was too short for a row goes to the last one.
    private void Stretch(TimeSpan until)
    {
        if (until > _at && _rows.Count > 0 && _rows[^1].Worker == _worker!.Index && _rows[^1].End == _at.TotalSeconds)
        {
            Append(_rows[^1].Activity, until);
        }
    }

    private void Append(string activity, TimeSpan end)
    {
        if (end <= _at)
        {
            return;
        }

        WorkerSpan row = new() { Worker = _worker!.Index, Start = _at.TotalSeconds, End = end.TotalSeconds, Activity = activity };
        _at = end;

        if (_rows.Count > 0 && _rows[^1] is WorkerSpan last && last.Worker == row.Worker && last.Activity == activity && last.End == row.Start)
        {
            _rows[^1] = row with { Start = last.Start };
            return;
        }

        _rows.Add(row);
    }
}
