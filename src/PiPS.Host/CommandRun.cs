using System.ComponentModel;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;
using PiPS.Engine.Workers;

namespace PiPS.Host;

/// <summary>Runs a command's work: Ctrl+C stops it, and what goes wrong is a line and an exit code.</summary>
internal static class CommandRun
{
    // EAGAIN, of Linux.
    private const int TryAgain = 11;

    /// <param name="work">The work, told to stop by its token; gives the exit code.</param>
    public static int Execute(Func<CancellationToken, int> work)
    {
        using CancellationTokenSource stop = new();

        try
        {
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };

            return work(stop.Token);
        }
        catch (InvalidOptionException refused)
        {
            Complaint.Write($"{refused.Message} {refused.Advice}");
            return ExitCode.BadInput;
        }
        catch (MiscountException broken)
        {
            Complaint.Write($"{broken.Message} {MiscountException.Advice}");
            return ExitCode.Miscount;
        }
        catch (Exception failed) when (failed is WorkersFailedException or PinningException)
        {
            Complaint.Write(failed.Message);
            return ExitCode.Failed;
        }
        catch (Exception failed) when (IsShortage(failed))
        {
            Complaint.Write("There is no memory, or no thread, left for this process. Ask for fewer workers, or raise its limits (ulimit -u, ulimit -v).");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    // What .NET says where the system starts no more threads: anywhere, also where it sets itself up.
    private static bool IsShortage(Exception failed) => failed switch
    {
        OutOfMemoryException => true,
        Win32Exception refused => refused.NativeErrorCode == TryAgain,
        TypeInitializationException { InnerException: Exception cause } => IsShortage(cause),
        _ => false,
    };
}
