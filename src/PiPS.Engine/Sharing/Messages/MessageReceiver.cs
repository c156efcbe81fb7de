using System.Diagnostics;

namespace PiPS.Engine.Sharing.Messages;

/// <summary>Receives many messages. One thread uses it; disposing of it gives back what was taken ahead.</summary>
/// <remarks>
/// A quick receiver takes as many ahead as it has used up in two milliseconds before; a slow one takes one by one, so
/// that messages don't wait behind it while others are idle. What arrives after it was stopped goes back, too.
/// </remarks>
public sealed class MessageReceiver : IDisposable
{
    private const int MostAhead = 512;
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(2);

    private readonly MessageChannel _channel;
    private readonly ShareSpace _space;
    private bool _takesAhead;
    private ShareReader _content;
    private Parcel? _parcel;
    private long _batch;
    private int _handed;
    private int _left;
    private long _took;
    private double _pace = 1;

    /// <param name="channel">Where from.</param>
    /// <param name="takesAhead">Whether it may take more than one at a time.</param>
    public MessageReceiver(MessageChannel channel, bool takesAhead)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
        _space = channel.Space;

        // What a dying worker took ahead can be told for one receiver alone.
        _takesAhead = takesAhead && _space.TakesAhead && _space.Current.TryBeginTakingAhead();
    }

    /// <summary>Receives a message.</summary>
    /// <param name="value">The message.</param>
    /// <param name="limit">How long to wait for it; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether there was one, none yet, or there will be none.</returns>
    /// <exception cref="ShareException">It is refused.</exception>
    public Reception Receive(out object? value, TimeSpan? limit, CancellationToken stop)
    {
        value = null;

        if (!_takesAhead)
        {
            return _channel.ReceiveOne(out value, limit, stop);
        }

        if (_left == 0)
        {
            Reception came = Take(limit, stop);

            if (came != Reception.Message)
            {
                return came;
            }
        }

        if (stop.IsCancellationRequested)
        {
            return Reception.None;
        }

        // First the note: what was given back to others must not be handed to anybody here.
        _space.Current.Note(_batch, _handed + 1);
        _left--;
        _handed++;
        ReadOnlyMemory<byte> message = _content.Bytes();

        try
        {
            value = _space.Decode(message);
        }
        finally
        {
            if (_left == 0)
            {
                _parcel?.Release();
                _parcel = null;
            }
        }

        return Reception.Message;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_left > 0)
            {
                _space.Ask(_channel.Reference.Id, ShareVerb.GiveBack, new ShareWriter().Number(_batch).Number(_left).ToArray());
            }
        }
        catch (ShareException)
        {
            // There is nothing left that it could go back to.
        }
        finally
        {
            _left = 0;

            if (_takesAhead)
            {
                _space.Current.EndTakingAhead();
                _takesAhead = false;
            }
        }
    }

    private Reception Take(TimeSpan? limit, CancellationToken stop)
    {
        int most = Most();
        ShareAnswer answer = _space.Ask(_channel.Reference.Id, ShareVerb.Take, new ShareWriter().Number(most).ToArray(), limit, stop);

        if (answer.Status != ShareStatus.Done)
        {
            return answer.Status == ShareStatus.Ended ? Reception.Ended : Reception.None;
        }

        _parcel = answer.Parcel;
        _content = new(answer.Content);
        _batch = _content.Number();
        _left = _content.Count();
        _handed = 0;
        _took = Stopwatch.GetTimestamp();
        return Reception.Message;
    }

    private int Most()
    {
        if (_handed == 0)
        {
            return 1;
        }

        TimeSpan used = Stopwatch.GetElapsedTime(_took);
        double pace = _handed * (Ahead / (used + TimeSpan.FromMicroseconds(1)));
        _pace = Math.Clamp(pace, 1, Math.Min(_pace * 4, MostAhead));
        return (int)_pace;
    }
}
