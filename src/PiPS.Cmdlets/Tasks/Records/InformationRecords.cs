using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Information records as plain values, and back; what Write-Host wrote keeps its colours.</summary>
internal static class InformationRecords
{
    private const string Text = "HostText";

    public static Hashtable ToValues(InformationRecord record)
    {
        HostInformationMessage? host = Values.Plain(record.MessageData) as HostInformationMessage;
        return new()
        {
            ["MessageData"] = host is null ? record.MessageData : null,
            [Text] = host?.Message,
            ["NoNewLine"] = host?.NoNewLine,
            ["ForegroundColor"] = (int?)host?.ForegroundColor,
            ["BackgroundColor"] = (int?)host?.BackgroundColor,
            ["Source"] = record.Source,
            ["Time"] = record.TimeGenerated.ToString("O", CultureInfo.InvariantCulture),
            ["Tags"] = record.Tags.Cast<object?>().ToArray(),
            ["User"] = record.User,
            ["Computer"] = record.Computer,
            ["ProcessId"] = (long)record.ProcessId,
        };
    }

    public static InformationRecord FromValues(IDictionary values)
    {
        InformationRecord record = new(MessageData(values), values["Source"] as string)
        {
            TimeGenerated = DateTime.ParseExact(
                values.Get<string>("Time"), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            User = values["User"] as string,
            Computer = values["Computer"] as string,
            ProcessId = (uint)values.Get<long>("ProcessId"),
        };
        record.Tags.AddRange(values.List("Tags").Cast<string>());
        return record;
    }

    private static object? MessageData(IDictionary values) => values[Text] is string text
        ? HostText(values, text)
        : values["MessageData"];

    private static HostInformationMessage HostText(IDictionary values, string text) => new()
    {
        Message = text,
        NoNewLine = Values.Plain(values["NoNewLine"]) as bool?,
        ForegroundColor = (ConsoleColor?)(Values.Plain(values["ForegroundColor"]) as int?),
        BackgroundColor = (ConsoleColor?)(Values.Plain(values["BackgroundColor"]) as int?),
    };
}
