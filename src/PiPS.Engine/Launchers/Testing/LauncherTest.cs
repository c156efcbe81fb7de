using System.Collections.Concurrent;
using System.Diagnostics;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Launchers.Testing;

/// <summary>Tries a launcher: a worker on each of its places, one row each.</summary>
/// <remarks>Hosts are tried side by side, as many as a launcher starts at once: ten by SSH, whose servers drop more log-ins at the same time.</remarks>
public static class LauncherTest
{
    private const int SmallStack = 256 * 1024;

    /// <summary>Time for each place unless told.</summary>
    public static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(0.25);

    /// <summary>Tries every place, and leaves no process, here or there.</summary>
    /// <param name="launcher">How workers are put elsewhere.</param>
    /// <param name="time">How long each place may take, more than 0 and at most a day.</param>
    /// <param name="observer">Given each row as it comes, on this thread.</param>
    /// <param name="stop">Ends the test.</param>
    /// <returns>The rows, in the order that they came.</returns>
    /// <exception cref="InvalidOptionException">It can't be tried at all, such as without the program <c>ssh</c>; nothing was.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static IReadOnlyList<HostTest> Run(WorkerLauncher launcher, TimeSpan time, ILauncherTestObserver observer, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(launcher);
        ArgumentNullException.ThrowIfNull(observer);

        if (time <= TimeSpan.Zero || time > LongestTime)
        {
            throw LauncherErrors.TestTimeOutOfRange(time.TotalSeconds);
        }

        IReadOnlyList<TestPlace> places = TestPlace.Of(launcher);
        int atOnce;

        // What can't be tried at all is said before anything is.
        using (LaunchSession session = LaunchSession.Open(places[0].Launcher, _ => { }))
        {
            atOnce = Math.Min(session.Site.MostAtOnce, places.Count);
        }

        return Run(places, atOnce, (place, ended) => new HostTry(place, time).Run(ended), time, observer, stop);
    }

    internal static IReadOnlyList<HostTest> Run(
        IReadOnlyList<TestPlace> places,
        int atOnce,
        Func<TestPlace, CancellationToken, HostTest> tryOne,
        TimeSpan time,
        ILauncherTestObserver observer,
        CancellationToken stop)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using BlockingCollection<object> rows = [];
        int next = -1;

        void Try()
        {
            try
            {
                while (Interlocked.Increment(ref next) is int index && index < places.Count && !ended.IsCancellationRequested)
                {
                    rows.Add(tryOne(places[index], ended.Token), CancellationToken.None);
                }
            }
            catch (Exception error)
            {
                rows.Add(error, CancellationToken.None);
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, atOnce).Select(number => new Thread(Try, SmallStack) { IsBackground = true, Name = $"PiPS host test {number}" })];

        try
        {
            Array.ForEach(threads, thread => thread.Start());
            return Collect(rows, places.Count, atOnce, time, observer, ended.Token);
        }
        finally
        {
            // Whatever happens, nothing is left running.
            ended.Cancel();

            foreach (Thread thread in threads.Where(thread => !thread.ThreadState.HasFlag(System.Threading.ThreadState.Unstarted)))
            {
                thread.Join();
            }
        }
    }

    private static List<HostTest> Collect(
        BlockingCollection<object> rows, int count, int atOnce, TimeSpan time, ILauncherTestObserver observer, CancellationToken stop)
    {
        List<HostTest> tested = [];
        long began = Stopwatch.GetTimestamp();

        while (tested.Count < count)
        {
            if (rows.TryTake(out object? row, (int)TellEvery.TotalMilliseconds, stop))
            {
                tested.Add(row as HostTest ?? throw Rethrown((Exception)row));
                observer.Tested(tested[^1]);
            }

            observer.Progressed(new(tested.Count, count, Left(tested.Count, count, atOnce, time, Stopwatch.GetElapsedTime(began))));
        }

        return tested;
    }

    private static TimeSpan Left(int done, int count, int atOnce, TimeSpan time, TimeSpan elapsed)
    {
        TimeSpan most = time * Math.Ceiling((double)count / atOnce) - elapsed;
        TimeSpan left = done == 0 ? most : elapsed / done * (count - done);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static Exception Rethrown(Exception error) => error is InvalidOptionException or OperationCanceledException
        ? error
        : new InvalidOperationException($"The test failed: {error.Message}", error);
}
