using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class TimelineBuilderTests
{
    [Fact]
    public void A_lost_worker_and_its_replacement_follow_each_other()
    {
        WorkerRecord lost = Worker(0, started: 0, ready: 1);
        Answer(lost, at: 5, computing: 3, waiting: 1);
        lost.Lost = Seconds(7);
        WorkerRecord next = Worker(0, started: 7, ready: 8);
        Answer(next, at: 9, computing: 1, waiting: 0);
        WorkerRecord unready = new(1, 1, Seconds(0)) { Lost = Seconds(2) };

        Assert.Equal(
            [
                "0 StartUp 0-1", "0 Waiting 1-2", "0 Computing 2-5", "0 Lost 5-7",
                "0 StartUp 7-8", "0 Computing 8-9", "0 Waiting 9-10",
                "1 Lost 0-2",
            ],
            Build(10, lost, next, unready));
    }

    [Fact]
    public void What_is_too_short_for_a_row_adds_up()
    {
        WorkerRecord worker = Worker(0, started: 0, ready: 0);

        for (int i = 1; i <= 1000; i++)
        {
            Answer(worker, at: i * 0.1, computing: 0.08, waiting: 0.0);
        }

        IReadOnlyList<WorkerSpan> rows = TimelineBuilder.Build([worker], Seconds(100));

        Assert.Equal(80.0, rows.Where(row => row.Activity == WorkerActivity.Computing).Sum(row => row.End - row.Start), 0.2);
        Assert.Equal(20.0, rows.Where(row => row.Activity == WorkerActivity.Transfer).Sum(row => row.End - row.Start), 0.2);
        Assert.InRange(rows.Count, 64, 2 * 64);
    }

    [Fact]
    public void An_answer_that_was_read_late_was_no_transfer()
    {
        WorkerRecord worker = Worker(0, started: 0, ready: 0);
        Answer(worker, at: 2, computing: 1, waiting: 0);
        Answer(worker, at: 2.25, computing: 1, waiting: 0);
        Answer(worker, at: 4, computing: 1, waiting: 0.5);

        Assert.Equal(
            [
                "0 Computing 0-1", "0 Transfer 1-1.25", "0 Computing 1.25-2.25",
                "0 Waiting 2.25-2.75", "0 Computing 2.75-3.75", "0 Transfer 3.75-4",
            ],
            Build(4, worker));
    }

    [Fact]
    public void Nothing_is_longer_than_its_time()
    {
        WorkerRecord worker = Worker(0, started: 0, ready: 1);
        Answer(worker, at: 2, computing: 5, waiting: 5);

        Assert.Equal(["0 StartUp 0-1", "0 Waiting 1-3"], Build(3, worker));
    }

    [Fact]
    public void A_thousand_workers_have_five_rows_each_at_the_most()
    {
        WorkerRecord[] workers = [.. Enumerable.Range(0, 1000).Select(i => Worker(i, started: 0, ready: 1))];

        foreach (WorkerRecord worker in workers)
        {
            for (int i = 0; i < 90; i++)
            {
                Answer(worker, at: 2 + i, computing: 0.5, waiting: 0.3);
            }
        }

        Assert.Equal(5000, TimelineBuilder.Build(workers, Seconds(100)).Count);
        Assert.InRange(TimelineBuilder.Build(workers[..100], Seconds(100)).Count, 1000, 2000);
    }

    [Fact]
    public void A_run_of_no_time_has_no_rows()
        => Assert.Empty(TimelineBuilder.Build([Worker(0, started: 0, ready: 0)], TimeSpan.Zero));

    private static IEnumerable<string> Build(double end, params WorkerRecord[] workers)
        => TimelineBuilder.Build(workers, Seconds(end)).Select(row => FormattableString.Invariant($"{row.Worker} {row.Activity} {row.Start}-{row.End}"));

    private static WorkerRecord Worker(int index, double started, double ready)
    {
        WorkerRecord worker = new(index, 1, Seconds(started));
        worker.BecameReady(Seconds(ready));
        return worker;
    }

    private static void Answer(WorkerRecord worker, double at, double computing, double waiting)
        => worker.Answered(new Counted(0, 1, 1, 1, (long)(computing * 1e9), (long)(waiting * 1e9)), Seconds(at));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
