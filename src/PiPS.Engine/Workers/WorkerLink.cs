using System.Diagnostics;
using System.Text;
using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>The parent's end of what it shares with a worker process: frames out, frames in, and why the worker is lost.</summary>
/// <remarks>One thread posts and reads; <see cref="TrySendNow"/>, the other ways to send at once, and <see cref="Kill"/> any thread may call.</remarks>
internal sealed partial class WorkerLink : IDisposable
{
    private readonly WorkerProcess _process;
    private readonly FrameDecoder _decoder;
    private Heartbeat? _heartbeat;
    private LaunchFailure? _givenUp;
    private long _readingSince;
    private volatile bool _isDraining;

    /// <param name="process">The process, just started.</param>
    /// <param name="maximumPayload">What a frame of the worker's may hold.</param>
    public WorkerLink(WorkerProcess process, int maximumPayload)
    {
        _process = process;
        _decoder = new(maximumPayload);
        _encoder.Preface();
    }

    /// <summary>The worker's process: on its own host, once it has said hello.</summary>
    public int ProcessId => Landing?.Hello?.ProcessId ?? _process.Id;

    /// <summary>Where the worker is; <see langword="null"/> if it is this process's own child.</summary>
    public Landing? Landing => _process.Landing;

    /// <summary>Whether the worker had better be given nothing more: its time is nearly over.</summary>
    public bool IsDraining => _isDraining || Landing is { IsNearEnd: true };

    /// <summary>For how long it has been waited for a word of the worker's; zero while nobody waits.</summary>
    public TimeSpan Silence => Volatile.Read(ref _readingSince) is not 0 and long since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>What it wrote to standard error so far.</summary>
    public string LastWords => _process.LastWords;

    /// <summary>How it ended; negative is the signal that killed it; nothing while it lives.</summary>
    public int? ExitCode => _process.ExitCode;

    /// <summary>Waits for the worker's hello.</summary>
    /// <exception cref="LaunchRefusedException">It is elsewhere, and of another version.</exception>
    public Hello Greet()
    {
        Hello hello = Hello.Read(Next()).Plain();

        if (Landing is not null)
        {
            Landing.Arrived(hello);
            _heartbeat = new(this, Landing.Beat);
        }

        return hello;
    }

    /// <summary>Sends what was posted, and waits for the worker's next frame. It is good until the next call.</summary>
    public Frame Next()
    {
        Frame frame = NextOfAny();

        while (IsSign(frame))
        {
            frame = NextOfAny();
        }

        if (frame.Kind is FrameKind.Counted or FrameKind.Events)
        {
            Landing?.Worked();
        }

        return frame;
    }

    /// <summary>Takes the worker's next frame if it has come, without waiting and without sending.</summary>
    public bool TryNext(out Frame frame)
    {
        while (true)
        {
            while (_decoder.TryRead(out frame))
            {
                if (!IsSign(Failed.ThrowIf(frame)))
                {
                    return true;
                }
            }

            if (!_process.HasWords())
            {
                return false;
            }

            Fill();
        }
    }

    private bool IsSign(in Frame frame)
    {
        if (frame.Kind == FrameKind.Draining)
        {
            _isDraining = true;
            Landing?.Draining();
        }

        return frame.Kind is FrameKind.Pong or FrameKind.Draining;
    }

    private Frame NextOfAny()
    {
        Frame frame;

        if (_decoder.TryRead(out frame))
        {
            return Failed.ThrowIf(frame);
        }

        FlushOrEnd();

        while (!_decoder.TryRead(out frame))
        {
            Fill();
        }

        return Failed.ThrowIf(frame);
    }

    private void Fill()
    {
        Volatile.Write(ref _readingSince, Stopwatch.GetTimestamp());
        int count = _process.Output.Read(_decoder.Free());
        Volatile.Write(ref _readingSince, 0);

        if (count == 0)
        {
            throw new EndOfStreamException();
        }

        _decoder.Advance(count);
    }

    /// <summary>Why the worker is lost, with its last words. One that talks nonsense is killed.</summary>
    public WorkerLostException Lost(Exception error)
    {
        // The end of a pipe only says that it is dead; how it died says more.
        bool mute = error is EndOfStreamException or IOException { InnerException: not null };

        if (!mute)
        {
            Kill();
        }

        string ending = _process.WaitForEnd();
        LastWords printed = new();
        printed.Add(Encoding.UTF8.GetString(_decoder.Unopened));
        string words = Obituary.Words(printed.ToString(), _process.LastWords);
        return Landing is null
            ? Obituary.Here(ProcessId, error, mute, ending, words)
            : Obituary.There(ProcessId, error, Landing, WhyThere(error, words), ending, words);
    }

    /// <summary>Waits for its end; not for longer than this.</summary>
    public void WaitForExit(TimeSpan most) => _process.WaitForExit(most);

    public void Kill() => _process.Kill();

    /// <summary>Kills it for a reason, which <see cref="Lost"/> gives. Any thread may call this.</summary>
    public void GiveUp(LaunchFailure why)
    {
        _givenUp ??= why;
        Kill();
    }

    public void Dispose()
    {
        _heartbeat?.Dispose();
        _process.Dispose();
    }

    private LaunchFailure WhyThere(Exception error, string words)
        => _givenUp ?? (error as LaunchRefusedException)?.Failure ?? Landing!.Explain(_process.Status, words);
}
