using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Stops what a shell runs, without waiting for it.</summary>
/// <remarks>
/// <see cref="PowerShell.BeginStop"/> does the same on a thread where nobody catches: in 7.6 a nested pipeline that ends in the very
/// moment it is stopped throws <see cref="ObjectDisposedException"/> there, which ends the process. With workers that are threads, that
/// would be the session.
/// </remarks>
internal static class ShellStop
{
    /// <param name="shell">May have ended already, or be disposed; <see langword="null"/> if nothing runs.</param>
    public static void Begin(PowerShell? shell)
    {
        if (shell is null)
        {
            return;
        }

        Thread stopper = new(() => Stop(shell)) { IsBackground = true, Name = "PiPS stops a script" };
        stopper.Start();
    }

    private static void Stop(PowerShell shell)
    {
        try
        {
            shell.Stop();
        }
        catch (Exception)
        {
            // What ends in this moment throws that or, from PowerShell itself, NullReferenceException. It was marked as stopping before, so its
            // script ends at its next command.
        }
    }
}
