namespace PiPS.Engine.Tests.Sharing.History;

/// <summary>Writes down what threads do to a queue, each for itself, with stamps that all share.</summary>
internal sealed class Recorder
{
    private readonly List<QueueOperation>[] _parts;
    private long _stamp;

    /// <param name="threads">How many write.</param>
    public Recorder(int threads)
    {
        _parts = [.. Enumerable.Range(0, threads).Select(_ => new List<QueueOperation>())];
    }

    public QueueOperation[] History => [.. _parts.SelectMany(part => part)];

    /// <summary>Does something and writes it down.</summary>
    /// <param name="thread">Who does it.</param>
    /// <param name="isPut">Whether it puts.</param>
    /// <param name="act">What it does; it says what came out or went in, and nothing for an empty queue. A put of nothing wasn't one.</param>
    public void Record(int thread, bool isPut, Func<int?> act)
    {
        long begun = Interlocked.Increment(ref _stamp);
        int? value = act();
        long ended = Interlocked.Increment(ref _stamp);

        if (!isPut || value is not null)
        {
            _parts[thread].Add(new(isPut, value, begun, ended));
        }
    }
}
