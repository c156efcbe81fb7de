using System.Management.Automation;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Pools;

/// <summary>What of PowerShell's values a log knows them by: what they are, not where they were found this time.</summary>
/// <remarks>
/// PowerShell ties notes to what it reads: a line of Get-Content has its number, its drive and its file, what a job gave the job's
/// ids. With them a line would be another item as soon as one was put before it, and everything would be in each session. A file
/// or folder is its path: its content and its times may well be what the script changes.
/// </remarks>
internal sealed class ItemIdentity : IForeignCodec
{
    private static readonly HashSet<string> NotContent = new(StringComparer.OrdinalIgnoreCase)
    {
        "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider", "PSIsContainer", "ReadCount",
        "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId",
    };

    private readonly PowerShellCodec _codec = new();

    public object? Unwrap(object? value)
        => (value is PSObject wrapper ? wrapper.BaseObject : value) is FileSystemInfo file ? file.FullName : _codec.Unwrap(value);

    public bool TryTakeApart(object value, out RecordHead head, List<Field> fields)
    {
        bool taken = _codec.TryTakeApart(value, out head, fields);
        fields.RemoveAll(field => NotContent.Contains(field.Name));
        return taken;
    }

    public object CreateRecord(in RecordHead head) => _codec.CreateRecord(head);

    public void AddField(object record, string name, object? value) => _codec.AddField(record, name, value);

    public byte[] Encode(object value) => _codec.Encode(value);

    public object? Decode(ReadOnlySpan<byte> bytes) => _codec.Decode(bytes);
}
