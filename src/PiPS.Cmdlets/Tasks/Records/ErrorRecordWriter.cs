using System.Management.Automation;
using System.Reflection;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Writes an error record that came from a worker as what it is: a cmdlet puts its own position and name into it else.</summary>
internal static class ErrorRecordWriter
{
    // What Write-Error -ErrorRecord sets. Without it the place is shown all the same, but the id of a record that came
    // from a thread ends with our cmdlet's name.
    private static readonly PropertyInfo? Preserve = typeof(ErrorRecord).GetProperty(
        "PreserveInvocationInfoOnce", BindingFlags.Instance | BindingFlags.NonPublic);

    public static void Write(Cmdlet cmdlet, ErrorRecord record)
    {
        if (record.InvocationInfo is { DisplayScriptPosition: null } invocation)
        {
            RecordPosition.Of(invocation)?.Show(invocation);
        }

        Preserve?.SetValue(record, true);
        cmdlet.WriteError(record);
    }
}
