using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Finds out the caller's strict mode. Nothing public tells it: what it forbids is tried there.</summary>
internal static class StrictModeProbe
{
    // From the strictest: an index out of bounds, a property that isn't there, a variable that isn't.
    private static readonly string[] Forbidden = ["@()[7]", "$true.PiPSProbe", "$PiPSProbe"];

    /// <summary>0 (off) to 3; later versions forbid no more than 3 does.</summary>
    public static int Find(PSCmdlet caller)
    {
        int level = Forbidden.Length;

        foreach (string script in Forbidden)
        {
            if (Fails(caller, script))
            {
                return level;
            }

            level--;
        }

        return 0;
    }

    private static bool Fails(PSCmdlet caller, string script)
    {
        ArrayList? errors = caller.SessionState.PSVariable.GetValue("global:Error") as ArrayList;
        int before = errors?.Count ?? 0;

        try
        {
            // The first argument: in the caller's scope itself, as if it were dotted.
            caller.InvokeCommand.InvokeScript(false, ScriptBlock.Create(script), null);
            return false;
        }
        catch (RuntimeException)
        {
            // The user made no error.
            if (errors is not null && errors.Count > before)
            {
                errors.RemoveAt(0);
            }

            return true;
        }
    }
}
