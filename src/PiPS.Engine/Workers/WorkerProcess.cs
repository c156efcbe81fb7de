using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Workers;

/// <summary>A worker's operating-system process: its input, its output, its last words, and its end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int SmallStack = 128 * 1024;
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan InOrder = TimeSpan.FromSeconds(0.5);

    // What a dead worker said is in the pipe already; a child of its own may keep that open, and has no say here.
    private static readonly TimeSpan LongestEcho = TimeSpan.FromSeconds(0.1);

    private readonly Process _process;
    private readonly Thread _listener;
    private readonly LastWords _lastWords = new();
    private readonly Lock _asking = new();
    private int _isEnding;
    private bool _onlyClosed;
    private bool _isWide;

    private WorkerProcess(Process process, Landing? landing)
    {
        _process = process;
        Landing = landing;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;

        // A thread, not a task: reading a pipe blocks, and eight blocked tasks would starve the thread pool.
        _listener = new(Listen, SmallStack) { IsBackground = true, Name = $"PiPS last words of {Id}" };
        _listener.Start();
    }

    public int Id { get; }

    /// <summary>Where the worker is, if this process only carries its words.</summary>
    public Landing? Landing { get; }

    /// <summary>How it ended; negative is the signal that killed it; nothing while it lives.</summary>
    public int? ExitCode => Status is int status && Signal(status) is int signal ? -signal : Status;

    /// <summary>Its exit code as the system says it; nothing while it lives.</summary>
    public int? Status { get; private set; }

    /// <summary>To write to; closing it ends the worker.</summary>
    public Stream Input { get; }

    /// <summary>To read from; it ends when the worker does.</summary>
    public Stream Output { get; }

    /// <exception cref="WorkerLostException">The command can't be started.</exception>
    /// <param name="command">The command.</param>
    /// <param name="processor">The processor that it, all its threads and its children are kept on; <see langword="null"/> for no such limit.</param>
    public static WorkerProcess Start(WorkerCommand command, int? processor = null)
    {
        ProcessStartInfo start = new(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardErrorEncoding = Encoding.UTF8,
        };

        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new(Begin(start, processor), command.Landing);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException or PinningException)
        {
            command.Landing?.Dispose();
            throw new WorkerLostException(0, $"A worker couldn't be started with {command.FileName}: {error.Message}", error) { Landing = command.Landing };
        }
        catch
        {
            command.Landing?.Dispose();
            throw;
        }
    }

    // It inherits the mask of the thread that starts it, so that .NET there has it from its first moment.
    private static Process Begin(ProcessStartInfo start, int? processor)
    {
        using ThreadPin pin = ThreadPin.To(processor);
        return Process.Start(start)!;
    }

    /// <summary>Makes room for large content.</summary>
    public void Widen()
    {
        if (OperatingSystem.IsLinux() && Input is PipeStream pipe && !_isWide)
        {
            _isWide = true;
            UnixCalls.Widen(pipe.SafePipeHandle);
        }
    }

    /// <summary>Whether a page can be written to it without waiting; only Linux says so.</summary>
    public bool HasRoom()
    {
        if (!OperatingSystem.IsLinux() || Input is not PipeStream pipe)
        {
            return false;
        }

        UnixCalls.PollDescriptor descriptor = new() { Descriptor = (int)pipe.SafePipeHandle.DangerousGetHandle(), Asked = UnixCalls.PollOut };
        return UnixCalls.Poll(ref descriptor, 1, 0) > 0 && (descriptor.Answered & UnixCalls.PollOut) != 0;
    }

    /// <summary>Whether reading its output would return at once, with bytes or with the end; only Linux says so.</summary>
    public bool HasWords()
    {
        if (!OperatingSystem.IsLinux() || Output is not PipeStream pipe)
        {
            return false;
        }

        UnixCalls.PollDescriptor descriptor = new() { Descriptor = (int)pipe.SafePipeHandle.DangerousGetHandle(), Asked = UnixCalls.PollIn };
        return UnixCalls.Poll(ref descriptor, 1, 0) > 0;
    }

    /// <summary>Waits for its end; not for longer than this.</summary>
    public void WaitForExit(TimeSpan most) => _process.WaitForExit(most);

    /// <summary>Ends it at once, without a word. Any thread may call this, more than once.</summary>
    /// <remarks>What carries a worker's words gets a moment: first its input ends, so that the worker ends, and all in between.</remarks>
    public void Kill()
    {
        if (Landing is null)
        {
            KillNow();
        }
        else if (Interlocked.Exchange(ref _isEnding, 1) == 0)
        {
            // Whoever writes to it may hold its input; and it is for another thread to wait.
            Thread ending = new(EndInOrder, SmallStack) { IsBackground = true, Name = $"PiPS end of {Id}" };
            ending.Start();
        }
    }

    /// <summary>Waits for the end of one that is dead or dying, and ends it if it isn't: if it only closed a stream.</summary>
    public void EndSoon()
    {
        _onlyClosed |= !_process.WaitForExit(LongestFarewell);
        Kill();
    }

    /// <summary>Waits for its end, once its output has ended, and says how it came: such as "was killed by signal 9".</summary>
    public string WaitForEnd()
    {
        EndSoon();
        _process.WaitForExit();
        CloseInput();
        _listener.Join(LongestEcho);
        int status = HowItEnded();
        return _onlyClosed ? "closed its input or output, and was killed" : Ending(status);
    }

    /// <summary>The last lines that it wrote to its standard error, if it wrote any.</summary>
    public string LastWords => _lastWords.ToString();

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _ = HowItEnded();

        // One that was killed from outside may have left children.
        ProcessSession.KillOrphans(Id);

        // Process leaves streams that were used to their users; until they are collected, they would stay open.
        CloseInput();
        _listener.Join(LongestEcho);
        Output.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
        Landing?.Dispose();
    }

    // .NET reports death by signal as 128 + the signal, as shells do. But the .NET host has exit codes there too, such as
    // 131 and 150 where it finds no runtime: so only for the signals that processes die of.
    private static int? Signal(int exitCode)
        => !OperatingSystem.IsWindows() && (exitCode - 128) is 1 or 2 or 4 or 6 or 7 or 8 or 9 or 11 or 13 or 15 ? exitCode - 128 : null;

    private static string Ending(int exitCode)
        => Signal(exitCode) is int signal ? $"was killed by signal {signal}" : $"ended with exit code {exitCode}";

    private void EndInOrder()
    {
        try
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(static process => process.CloseInput(), this, preferLocal: false);

            if (!_process.WaitForExit(InOrder) && !OperatingSystem.IsWindows())
            {
                // srun takes back what still waits for its turn.
                _ = UnixCalls.Kill(_process.Id, UnixCalls.TerminateSignal);
                _process.WaitForExit(InOrder);
            }
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended meanwhile, and was disposed of.
        }

        KillNow();
    }

    private void KillNow()
    {
        try
        {
            if (HasEnded())
            {
                ProcessSession.KillOrphans(Id);
            }
            else if (!ProcessSession.KillGroup(Id))
            {
                _process.Kill();
            }
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself, or is being reaped: what was wanted.
        }
    }

    // Process knows that it has ended a moment before it knows how: a thread that asked how while another asks whether would be told 0.
    private bool HasEnded()
    {
        lock (_asking)
        {
            return _process.HasExited;
        }
    }

    private int HowItEnded()
    {
        lock (_asking)
        {
            Status = _process.ExitCode;
            return _process.ExitCode;
        }
    }

    private void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // What was still to be written has nobody to read it.
        }
    }

    private void Listen()
    {
        char[] buffer = new char[1024];

        try
        {
            while (_process.StandardError.Read(buffer, 0, buffer.Length) is int count and > 0)
            {
                _lastWords.Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            _lastWords.Add($"\n(its standard error can't be read: {error.Message})\n");
        }
    }
}
