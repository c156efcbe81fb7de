using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Progress records as plain values, and back.</summary>
internal static class ProgressRecords
{
    public static Hashtable ToValues(ProgressRecord record) => new()
    {
        ["ActivityId"] = record.ActivityId,
        ["ParentActivityId"] = record.ParentActivityId,
        ["Activity"] = record.Activity,
        ["StatusDescription"] = record.StatusDescription,
        ["CurrentOperation"] = record.CurrentOperation,
        ["PercentComplete"] = record.PercentComplete,
        ["SecondsRemaining"] = record.SecondsRemaining,
        ["IsCompleted"] = record.RecordType == ProgressRecordType.Completed,
    };

    public static ProgressRecord FromValues(IDictionary values) => new(
        values.Get<int>("ActivityId"), values.Get<string>("Activity"), values.Get<string>("StatusDescription"))
    {
        ParentActivityId = values.Get<int>("ParentActivityId"),
        CurrentOperation = values["CurrentOperation"] as string,
        PercentComplete = values.Get<int>("PercentComplete"),
        SecondsRemaining = values.Get<int>("SecondsRemaining"),
        RecordType = values.Get<bool>("IsCompleted") ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };
}
