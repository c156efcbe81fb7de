using System.Runtime.InteropServices;

namespace PiPS.Engine.Workers;

/// <summary>Whether this worker was told that its time is nearly over: by <c>SIGUSR1</c>, as Slurm's option <c>--signal=USR1@120</c> has it.</summary>
internal static class EndNotice
{
    private const int UserSignal1 = 10;

    private static PosixSignalRegistration? _registration;
    private static volatile bool _came;

    /// <summary>Whether it came.</summary>
    public static bool Came => _came;

    /// <summary>Listens from now on; without this, the signal ends the process. Linux only.</summary>
    public static void Watch()
    {
        if (OperatingSystem.IsLinux())
        {
            _registration ??= PosixSignalRegistration.Create((PosixSignal)UserSignal1, static signal =>
            {
                signal.Cancel = true;
                _came = true;
            });
        }
    }
}
