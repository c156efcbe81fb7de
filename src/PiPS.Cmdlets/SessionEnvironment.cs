using System.Collections;
using System.Management.Automation;
using PiPS.Engine.Machine;

namespace PiPS.Cmdlets;

/// <summary>What is measured on, with the version of this PowerShell.</summary>
internal static class SessionEnvironment
{
    public static PiEnvironment Read(PSCmdlet cmdlet) => PiEnvironment.Read() with
    {
        PowerShell = (cmdlet.SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary)?["PSVersion"]?.ToString(),
    };
}
