using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PiPS.Cmdlets.Sharing;

/// <summary>Waits of what scripts call, such as <c>$lock.Enter()</c>: they end when the script is stopped.</summary>
internal static class ScriptWait
{
    // Ctrl+C, Stop-Job and a runspace's end stop commands, and not methods: so a method waits within a command.
    private const string Command = "& { [CmdletBinding()] param($wait) $wait.Invoke($PSCmdlet.PipelineStopToken) } $args[0]";

    /// <summary>Waits, until what is waited for came or the calling script is stopped.</summary>
    /// <param name="wait">Waits until then, or until its token is cancelled, and says whether it came.</param>
    /// <returns>Whether it came.</returns>
    /// <exception cref="PipelineStoppedException">The script is stopped.</exception>
    public static bool Stoppable(Func<CancellationToken, bool> wait)
    {
        if (Runspace.DefaultRunspace is null)
        {
            return wait(CancellationToken.None);
        }

        bool came = false;
        Func<CancellationToken, bool> noted = end => came = wait(end);

        try
        {
            ScriptBlock.Create(Command).InvokeReturnAsIs(noted);
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            // Such as a language mode that allows no methods.
            came = wait(CancellationToken.None);
        }

        return came;
    }
}
