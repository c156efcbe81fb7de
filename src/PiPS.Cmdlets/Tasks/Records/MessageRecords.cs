using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Warning, verbose and debug records as plain values, and back.</summary>
internal static class MessageRecords
{
    public static Hashtable ToValues(InformationalRecord record) => new()
    {
        ["Message"] = record.Message,
        ["Id"] = (record as WarningRecord)?.FullyQualifiedWarningId,
        ["Position"] = RecordPosition.Of(record.InvocationInfo)?.ToValues(),
    };

    public static InformationalRecord FromValues(StreamKind kind, IDictionary values)
    {
        RecordPosition? position = RecordPosition.FromValues(values["Position"]);
        PSObject bag = new();
        bag.Note("InformationalRecord_Message", values.Get<string>("Message"));
        bag.Note("InformationalRecord_SerializeInvocationInfo", position is not null);
        bag.Note("InformationalRecord_PipelineIterationInfo", Array.Empty<int>());
        position?.AddTo(bag);
        PSObject arrived = (PSObject)PSSerializer.Deserialize(Bag.Serialize(bag));

        InformationalRecord record = kind switch
        {
            StreamKind.Warning => new WarningRecord(values["Id"] as string ?? string.Empty, arrived),
            StreamKind.Verbose => new VerboseRecord(arrived),
            _ => new DebugRecord(arrived),
        };
        position?.Show(record.InvocationInfo);
        return record;
    }
}
