using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Every stream's records as values that a codec takes, and back: what crosses between processes.</summary>
public static class StreamRecords
{
    /// <summary>A record as dictionaries, arrays, strings, numbers and the user's own values; output as it is.</summary>
    public static object? ToValues(StreamKind kind, object? record) => (kind, Values.Plain(record)) switch
    {
        (StreamKind.Error, ErrorRecord error) => ErrorRecordData.Of(error).ToValues(),
        (_, InformationalRecord message) when kind != StreamKind.Output => MessageRecords.ToValues(message),
        (StreamKind.Information, InformationRecord information) => InformationRecords.ToValues(information),
        (StreamKind.Progress, ProgressRecord progress) => ProgressRecords.ToValues(progress),
        _ => record,
    };

    /// <summary>The record of such values.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static object? FromValues(StreamKind kind, object? values) => kind == StreamKind.Output
        ? values
        : Values.Plain(values) is not IDictionary found
            ? throw new InvalidDataException($"A record of the stream {kind} came as something else.")
            : kind switch
            {
                StreamKind.Error => ErrorRecordData.FromValues(found).ToErrorRecord(),
                StreamKind.Information => InformationRecords.FromValues(found),
                StreamKind.Progress => ProgressRecords.FromValues(found),
                _ => MessageRecords.FromValues(kind, found),
            };
}
