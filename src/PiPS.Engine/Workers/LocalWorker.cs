using System.Diagnostics;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Counts on the thread that takes.</summary>
internal sealed class LocalWorker : IBlockWorker
{
    private readonly BlockCounter _counter;
    private readonly Action? _pulse;
    private readonly ThreadPin? _pin;
    private BlockRange _piece;
    private long _underway;
    private volatile bool _cut;

    /// <param name="job">What is sampled.</param>
    /// <param name="pulse">Called between slices, on the counting thread.</param>
    /// <param name="pin">What keeps the counting thread on its processor; the worker lets go of it when that thread disposes of the worker.</param>
    public LocalWorker(Job job, Action? pulse = null, ThreadPin? pin = null)
    {
        _pin = pin;
        _counter = new(job);
        _pulse = pulse;
    }

    public int ProcessId => Environment.ProcessId;

    public string Host => Environment.MachineName;

    public int Depth => 1;

    public long Underway => Volatile.Read(ref _underway);

    public void WaitUntilReady()
    {
    }

    public void Post(BlockRange piece) => _piece = piece;

    public Counted Take()
    {
        long start = Stopwatch.GetTimestamp();
        Tally tally = _counter.Count(_piece, GoOn);
        Volatile.Write(ref _underway, 0);
        long computing = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return new(_piece.First, _piece.Count, tally.Trials, tally.Hits, computing, 0);
    }

    public void Cut() => _cut = true;

    // A thread can't be ended from outside; it ends itself at its next slice.
    public void Kill() => _cut = true;

    public void Dispose() => _pin?.Dispose();

    private bool GoOn(long trials)
    {
        Volatile.Write(ref _underway, trials);
        _pulse?.Invoke();
        return !_cut;
    }
}
