using System.Diagnostics;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>A worker's own watch over its parent: if that shows itself every few seconds and then doesn't, a link was cut, or a machine died.</summary>
/// <remarks>One thread hears; any may ask.</remarks>
internal sealed class ParentWatch
{
    private long _heard = Stopwatch.GetTimestamp();
    private TimeSpan _most = Timeout.InfiniteTimeSpan;

    /// <summary>Whether the parent is gone.</summary>
    public bool IsGone => _most != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(Volatile.Read(ref _heard)) > _most;

    /// <summary>Something came.</summary>
    public void Heard() => Volatile.Write(ref _heard, Stopwatch.GetTimestamp());

    /// <summary>The parent says how long its silence may last.</summary>
    public void Expect(Ping ping) => _most = TimeSpan.FromMilliseconds(ping.Milliseconds);

    /// <summary>How long to wait at the most before it is asked again whether the parent is gone.</summary>
    /// <param name="limit">For how long the caller would wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    public TimeSpan Shorter(TimeSpan limit)
        => _most == Timeout.InfiniteTimeSpan || (limit != Timeout.InfiniteTimeSpan && limit < _most) ? limit : _most;

    /// <summary>Waits until there is something to read, or the end.</summary>
    /// <returns>Whether there is; not if the parent is gone.</returns>
    public bool WaitForWords(WorkerChannel channel)
    {
        while (!channel.WaitForInput(_most))
        {
            // A signal may end the wait early.
            if (IsGone)
            {
                return false;
            }
        }

        return true;
    }
}
