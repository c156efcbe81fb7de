using System.Management.Automation;
using System.Reflection;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Writes a worker's error record as it is: WriteError alone puts the cmdlet's own position and name into it.</summary>
internal static class ErrorRecordWriter
{
    // What Write-Error -ErrorRecord sets. Without it the place is shown all the same, but the id of a record that came
    // from a thread ends with our cmdlet's name.
    private static readonly PropertyInfo? Preserve = typeof(ErrorRecord).GetProperty(
        "PreserveInvocationInfoOnce", BindingFlags.Instance | BindingFlags.NonPublic);

    public static void Write(Cmdlet cmdlet, ErrorRecord record)
    {
        ShowPosition(record);
        Preserve?.SetValue(record, true);
        cmdlet.WriteError(record);
    }

    /// <summary>Makes the place of the error be shown, wherever the record is written.</summary>
    public static void ShowPosition(ErrorRecord record)
    {
        if (record.InvocationInfo is { DisplayScriptPosition: null } invocation)
        {
            RecordPosition.Of(invocation)?.Show(invocation);
        }
    }
}
