using System.Management.Automation;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>PowerShell's records as values that travel, and back.</summary>
internal static class Records
{
    /// <summary>What travels for a record.</summary>
    public static object? Plain(StreamKind stream, object? record) => stream == StreamKind.Output ? record : $"{record}";

    public static ErrorRecord Error(object? told) => (ErrorRecord)told!;

    public static string Message(object? told) => told is InformationalRecord record ? record.Message : $"{told}";

    public static InformationRecord Information(object? told) => (InformationRecord)told!;

    public static ProgressRecord Progress(object? told) => (ProgressRecord)told!;
}
