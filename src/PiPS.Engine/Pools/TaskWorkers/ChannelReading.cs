using System.Diagnostics;
using System.Runtime.ExceptionServices;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>The reading of a worker's channel, which one thread at a time does: the listener, or a script's thread that waits for an answer.</summary>
/// <remarks>
/// An answer that the listener reads has to wake the script's thread, which costs as much as all the rest of a request. So
/// the listener keeps away for a moment after an answer that a thread waited for, and a script that asks again by then reads its
/// answer itself, and whatever else comes. Nothing waits longer than twice that moment to be read.
/// </remarks>
internal sealed class ChannelReading
{
    private const int RoundsBeforeSleep = 50;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    // Elsewhere there is no reading that ends by itself after some time.
    private static readonly bool IsLent = !OperatingSystem.IsWindows();

    private readonly object _gate = new();
    private readonly WorkerChannel _channel;
    private readonly FrameDecoder _decoder = new(Wire.MaximumScriptPayload);
    private readonly ParentWatch _parent;
    private readonly FrameTaker _take;
    private ExceptionDispatchInfo? _failure;
    private bool _isRead;
    private bool _hasEnded;
    private bool _listenerSleeps;
    private long _lent;

    /// <param name="channel">What is read.</param>
    /// <param name="parent">Told that something came, and asked whether the parent is gone: then the channel is at its end.</param>
    /// <param name="take">Takes each frame.</param>
    public ChannelReading(WorkerChannel channel, ParentWatch parent, FrameTaker take)
    {
        _channel = channel;
        _parent = parent;
        _take = take;
    }

    /// <summary>Takes a frame.</summary>
    /// <returns>Whether it was an answer that a thread waited for, which may ask again.</returns>
    internal delegate bool FrameTaker(Frame frame);

    /// <summary>Waits for the next frame, before anybody listens.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next(out Frame frame)
    {
        while (!_decoder.TryRead(out frame))
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The listener: reads to the end.</summary>
    public void Listen()
    {
        while (Begin())
        {
            End(Read());
        }

        _failure?.Throw();
    }

    /// <summary>Begins to read, if nobody does.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            if (!IsLent || _isRead || _hasEnded)
            {
                return false;
            }

            return _isRead = true;
        }
    }

    /// <summary>Reads until something is so, the channel ends, or the time is over; by one who began.</summary>
    public void ReadUntil(Func<bool> isDone, TimeSpan? limit)
    {
        long start = Stopwatch.GetTimestamp();
        bool goesOn = true;

        try
        {
            while (goesOn && !isDone())
            {
                TimeSpan left = limit is TimeSpan most ? most - Stopwatch.GetElapsedTime(start) : Timeout.InfiniteTimeSpan;

                if (limit is not null && left <= TimeSpan.Zero)
                {
                    break;
                }

                // A signal may end the wait early.
                goesOn = _channel.WaitForInput(_parent.Shorter(left)) ? Read() is not null : !_parent.IsGone;
            }
        }
        finally
        {
            End(goesOn ? true : null);
        }
    }

    private bool Begin()
    {
        lock (_gate)
        {
            for (int rounds = 0; !_hasEnded && (_isRead || Stopwatch.GetElapsedTime(_lent) < Moment); rounds++)
            {
                // To look once in a while is cheaper than to be woken after each answer; but a script may wait for hours.
                _listenerSleeps = _isRead && rounds >= RoundsBeforeSleep;
                rounds = _listenerSleeps ? 0 : rounds;
                Monitor.Wait(_gate, _listenerSleeps ? Timeout.InfiniteTimeSpan : Moment);
            }

            _listenerSleeps = false;
            _isRead = true;
            return !_hasEnded;
        }
    }

    private void End(bool? answered)
    {
        lock (_gate)
        {
            _isRead = false;
            _hasEnded |= answered is null;

            if (IsLent && answered == true)
            {
                _lent = Stopwatch.GetTimestamp();
            }

            if (_hasEnded || _listenerSleeps)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    // Whether there was such an answer in what came; nothing at the end.
    private bool? Read()
    {
        bool answered = false;

        try
        {
            // What came together with the frame before anybody listened is there already.
            bool isThere = _decoder.TryRead(out Frame frame);

            if (!isThere)
            {
                if (!Fill())
                {
                    return null;
                }

                isThere = _decoder.TryRead(out frame);
            }

            for (; isThere; isThere = _decoder.TryRead(out frame))
            {
                answered |= _take(frame);
            }

            return answered;
        }
        catch (Exception failure)
        {
            // Whoever reads: it is the listener's to say. To a script it would be one error of many, and what came would be lost.
            _failure = ExceptionDispatchInfo.Capture(failure);
            return null;
        }
    }

    private bool Fill()
    {
        if (!_parent.WaitForWords(_channel))
        {
            return false;
        }

        int count = _channel.Read(_decoder.Free());
        _parent.Heard();
        _decoder.Advance(count);
        return count > 0;
    }
}
