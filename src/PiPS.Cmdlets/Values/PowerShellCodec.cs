using System.Management.Automation;
using System.Text;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets;

/// <summary>interim</summary>
public sealed class PowerShellCodec : IForeignCodec
{
    public object? Unwrap(object? value) => value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;

    public bool TryTakeApart(object value, out RecordHead head, List<Field> fields)
    {
        head = default;
        return false;
    }

    public object CreateRecord(in RecordHead head) => new PSObject();

    public void AddField(object record, string name, object? value) => ((PSObject)record).Properties.Add(new PSNoteProperty(name, value));

    public byte[] Encode(object value) => Encoding.UTF8.GetBytes(PSSerializer.Serialize(value));

    public object? Decode(ReadOnlySpan<byte> bytes) => PSSerializer.Deserialize(Encoding.UTF8.GetString(bytes));
}
