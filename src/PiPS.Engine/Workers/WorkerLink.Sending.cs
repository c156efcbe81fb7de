using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <content>What goes to the worker.</content>
internal sealed partial class WorkerLink
{
    // A pipe that has any room has room for a page.
    private const int SurelyFits = 4000;

    private readonly Lock _writing = new();
    private readonly FrameEncoder _encoder = new();

    /// <summary>Writes a frame, which leaves with the next read: what is posted together travels together.</summary>
    public void Post<T>(T content, Action<FrameEncoder, T> write)
    {
        lock (_writing)
        {
            write(_encoder, content);
        }
    }

    /// <summary>The same, for content that was written elsewhere.</summary>
    public void Post(FrameKind kind, ReadOnlySpan<byte> content)
    {
        lock (_writing)
        {
            _encoder.Raw(kind, content);
        }
    }

    /// <summary>Sends a frame without content at once. A worker that is gone doesn't matter: its reader is about to see it.</summary>
    /// <param name="kind">What to send.</param>
    /// <param name="isMeant">Whether to send it still, once whoever writes is done; left out, it is.</param>
    public void SendNow(FrameKind kind, Func<bool>? isMeant = null)
    {
        try
        {
            lock (_writing)
            {
                if (isMeant?.Invoke() ?? true)
                {
                    _encoder.Raw(kind, []);
                    Flush();
                }
            }
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            // As said.
        }
    }

    /// <summary>Sends a frame in two parts at once, unless that would wait for anybody.</summary>
    /// <returns>Whether it was sent, or has nobody to be sent to.</returns>
    public bool TrySendNow(FrameKind kind, ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        if (head.Length + content.Length > SurelyFits || !_writing.TryEnter())
        {
            return false;
        }

        try
        {
            if (!_encoder.Bytes.IsEmpty || !_process.HasRoom())
            {
                return false;
            }

            _encoder.RawHead(kind, head, content);
            Flush();
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            // As below.
        }
        finally
        {
            _writing.Exit();
        }

        return true;
    }

    /// <summary>Sends a frame in two parts, and waits until it is written.</summary>
    public void SendNow(FrameKind kind, ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        try
        {
            lock (_writing)
            {
                _encoder.RawHead(kind, head, content);
                Flush();

                if (content.Length >= FrameEncoder.Large)
                {
                    _process.Widen();
                    _process.Input.Write(content);
                    _process.Input.Flush();
                }
            }
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            // The worker's reader is about to see that it is gone.
        }
    }

    // A worker that takes nothing more has ended, or does so now. What it said before is read first, and its end after that.
    private void FlushOrEnd()
    {
        try
        {
            Flush();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            _process.EndSoon();

            lock (_writing)
            {
                _encoder.Clear();
            }
        }
    }

    private void Flush()
    {
        lock (_writing)
        {
            if (!_encoder.Bytes.IsEmpty)
            {
                _process.Input.Write(_encoder.Bytes);
                _process.Input.Flush();
                _encoder.Clear();
            }
        }
    }
}
