using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PiPS.Engine.Workers;

/// <summary>The worker's end of what it shares with its parent.</summary>
internal sealed class WorkerChannel : IDisposable
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    private readonly SafeHandle _handle;
    private readonly FileStream _input;
    private readonly FileStream _output;
    private bool _isWide;

    private WorkerChannel(SafeFileHandle input, SafeFileHandle output)
    {
        _handle = input;

        // No buffers: the protocol has its own.
        _input = new(input, FileAccess.Read, bufferSize: 0);
        _output = new(output, FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Standard input and output.</summary>
    public static WorkerChannel Standard() => OperatingSystem.IsWindows()
        ? new(StandardHandle(-10), StandardHandle(-11))
        : new(Handle(0), Handle(1));

    /// <summary>Descriptors that standard input and output were moved to, so that nobody else writes to them.</summary>
    public static WorkerChannel Private(int input, int output)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Else a child that a script starts would keep them open, and the parent would never see the end.
            _ = UnixCalls.FileControl(input, SetDescriptorFlags, CloseOnExec);
            _ = UnixCalls.FileControl(output, SetDescriptorFlags, CloseOnExec);
        }

        return new(Handle(input), Handle(output));
    }

    /// <summary>Reads what is there, waiting for it; 0 at the end.</summary>
    public int Read(Span<byte> buffer) => _input.Read(buffer);

    /// <summary>Makes room for large content.</summary>
    public void Widen()
    {
        if (OperatingSystem.IsLinux() && !_isWide)
        {
            _isWide = true;
            UnixCalls.Widen(_output.SafeFileHandle);
        }
    }

    /// <summary>Writes all of it.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    /// <summary>Waits until <see cref="Read"/> would return at once; a signal may end the wait early.</summary>
    /// <param name="limit">How long; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <returns>Whether it would.</returns>
    public bool WaitForInput(TimeSpan limit)
    {
        if (limit == Timeout.InfiniteTimeSpan || OperatingSystem.IsWindows())
        {
            // The reading waits; on Windows, longer perhaps.
            return true;
        }

        UnixCalls.PollDescriptor descriptor = new() { Descriptor = (int)_handle.DangerousGetHandle(), Asked = UnixCalls.PollIn };
        return UnixCalls.Poll(ref descriptor, 1, (int)Math.Ceiling(Math.Min(limit.TotalMilliseconds, int.MaxValue))) > 0;
    }

    /// <summary>Whether a page can be written without waiting; only Linux says so.</summary>
    public bool HasRoom()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        UnixCalls.PollDescriptor descriptor = new() { Descriptor = (int)_output.SafeFileHandle.DangerousGetHandle(), Asked = UnixCalls.PollOut };
        return UnixCalls.Poll(ref descriptor, 1, 0) > 0;
    }

    /// <summary>Whether <see cref="Read"/> would return at once, with bytes or with the end.</summary>
    public bool HasInput()
    {
        if (OperatingSystem.IsWindows())
        {
            return !WindowsCalls.PeekPipe(_handle, 0, 0, 0, out int available, 0) || available > 0;
        }

        UnixCalls.PollDescriptor descriptor = new() { Descriptor = (int)_handle.DangerousGetHandle(), Asked = UnixCalls.PollIn };
        return UnixCalls.Poll(ref descriptor, 1, 0) > 0;
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private static SafeFileHandle Handle(int descriptor) => new(descriptor, ownsHandle: true);

    private static SafeFileHandle StandardHandle(int which) => new(WindowsCalls.StandardHandle(which), ownsHandle: true);
}
