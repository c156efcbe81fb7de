using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Sharing;

/// <summary>Answers on their way to a worker process: whoever brings one is never held up by a worker that doesn't read.</summary>
/// <remarks>
/// A short answer that fits into the pipe is written at once, by whoever brings it: another thread would cost as much as all
/// the rest. What doesn't fit, or comes while another writes, is left to a thread that may wait.
/// </remarks>
internal sealed class AnswerLine : IDisposable
{
    private const int SmallStack = 128 * 1024;

    // A worker that asks so much and reads nothing has lost its mind; what waits for it is memory of the session's.
    private const int MostWaiting = 10_000;

    private readonly WorkerLink _link;
    private readonly Gate _gate = new();
    private readonly Queue<(ReadOnlyMemory<byte> Head, ShareAnswer Answer)> _waiting = new();
    private Thread? _sender;
    private bool _isBusy;
    private bool _hasEnded;

    /// <param name="link">To the worker.</param>
    public AnswerLine(WorkerLink link)
    {
        _link = link;
    }

    /// <summary>Sends an answer, now or soon.</summary>
    public void Send(ReadOnlyMemory<byte> head, ShareAnswer answer)
    {
        if (!Volatile.Read(ref _isBusy) && _link.TrySendNow(FrameKind.Answer, head.Span, answer.Content.Span))
        {
            answer.Parcel?.Release();
            return;
        }

        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            if (_waiting.Count >= MostWaiting)
            {
                _link.Kill();
                return;
            }

            _isBusy = true;
            _waiting.Enqueue((head, answer));
            Monitor.PulseAll(_gate);

            if (_sender is null)
            {
                _sender = new(Serve, SmallStack) { IsBackground = true, Name = "PiPS answers" };
                _sender.Start();
            }
        }
    }

    /// <summary>Sends no more.</summary>
    public void Dispose() => _gate.Change(() =>
    {
        _hasEnded = true;
        _waiting.Clear();
    });

    private void Serve()
    {
        while (Next(out ReadOnlyMemory<byte> head, out ShareAnswer answer))
        {
            _link.SendNow(FrameKind.Answer, head.Span, answer.Content.Span);
            answer.Parcel?.Release();
        }
    }

    private bool Next(out ReadOnlyMemory<byte> head, out ShareAnswer answer)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_hasEnded)
            {
                _isBusy = false;
                Monitor.Wait(_gate);
            }

            bool any = _waiting.TryDequeue(out (ReadOnlyMemory<byte> Head, ShareAnswer Answer) next);
            (head, answer) = next;
            return any;
        }
    }
}
