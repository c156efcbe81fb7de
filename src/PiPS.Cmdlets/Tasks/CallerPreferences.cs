using System.Globalization;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>The preferences that a worker takes over from the caller's scope.</summary>
internal static class CallerPreferences
{
    private static readonly string[] Actions =
    [
        "ErrorActionPreference", "WarningPreference", "VerbosePreference", "DebugPreference", "InformationPreference",
        "ProgressPreference",
    ];

    private static readonly string[] Switches = ["WhatIfPreference", "PSNativeCommandUseErrorActionPreference"];

    /// <summary>The caller's, as strings and booleans.</summary>
    public static Dictionary<string, object?> Read(PSCmdlet caller)
    {
        Dictionary<string, object?> found = [];

        foreach (string name in Actions)
        {
            if (Convert<ActionPreference>(caller, name) is ActionPreference action)
            {
                found[name] = Answerable(action).ToString();
            }
        }

        foreach (string name in Switches)
        {
            if (Convert<bool>(caller, name) is bool value)
            {
                found[name] = value;
            }
        }

        if (Convert<ConfirmImpact>(caller, "ConfirmPreference") is ConfirmImpact impact)
        {
            found["ConfirmPreference"] = impact.ToString();
        }

        ReadSwitch(caller, "Verbose", "VerbosePreference", found);
        ReadSwitch(caller, "Debug", "DebugPreference", found);
        return found;
    }

    /// <summary>Makes a worker's global scope do what it is told, and ask nobody.</summary>
    public static void Reset(SessionState session)
    {
        session.PSVariable.Set("WhatIfPreference", false);
        session.PSVariable.Set("ConfirmPreference", ConfirmImpact.None);
        session.PSVariable.Set("ErrorActionPreference", ActionPreference.Continue);
        session.PSVariable.Set("VerbosePreference", ActionPreference.SilentlyContinue);
    }

    /// <summary>Sets one in a worker's global scope.</summary>
    public static void Apply(SessionState session, string name, object? value)
        => session.PSVariable.Set(name, value switch
        {
            string text when name == "ConfirmPreference" => Enum.Parse<ConfirmImpact>(text),
            string text => Enum.Parse<ActionPreference>(text),
            _ => value,
        });

    // Nobody is there to answer in a worker. The record arrives, and the caller is asked when it is written there.
    private static ActionPreference Answerable(ActionPreference action)
        => action.ToString() is "Inquire" or "Break" or "Suspend" ? ActionPreference.Continue : action;

    // What the cmdlet itself was told (-Verbose) decides what the worker sends; the other common parameters
    // (-ErrorAction, -WarningAction) act where the records are written.
    private static void ReadSwitch(PSCmdlet caller, string parameter, string preference, Dictionary<string, object?> found)
    {
        if (caller.MyInvocation.BoundParameters.TryGetValue(parameter, out object? given))
        {
            bool on = LanguagePrimitives.IsTrue(given);
            found[preference] = (on ? ActionPreference.Continue : ActionPreference.SilentlyContinue).ToString();
        }
    }

    private static T? Convert<T>(PSCmdlet caller, string name)
        where T : struct
        => caller.SessionState.PSVariable.GetValue(name) is object value
            && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T converted) ? converted : null;
}
