namespace PiPS.Engine.Machine;

/// <summary>Keeps the calling thread on one logical processor until it is disposed of, on the same thread (Linux).</summary>
/// <remarks>Threads and processes that this thread starts meanwhile are kept there as well: the kernel has them inherit the mask.</remarks>
internal sealed class ThreadPin : IDisposable
{
    private const int ThisThread = 0;

    private readonly int[]? _before;

    private ThreadPin(int[]? before)
    {
        _before = before;
    }

    /// <summary>Whether threads can be kept on processors here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <param name="processor">The processor; <see langword="null"/> to change nothing.</param>
    /// <exception cref="PinningException">The system refuses.</exception>
    public static ThreadPin To(int? processor)
    {
        if (processor is null)
        {
            return new(null);
        }

        int[]? before = ProcessorAffinity.Read(ThisThread);
        ProcessorAffinity.Set(ThisThread, [processor.Value]);
        return new(before);
    }

    public void Dispose()
    {
        if (_before is not null)
        {
            ProcessorAffinity.Set(ThisThread, _before);
        }
    }
}
