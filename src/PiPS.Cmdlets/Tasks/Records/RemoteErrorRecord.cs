using System.Management.Automation;
using System.Runtime.Serialization;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>An error record from another process, built as remoting does by the one public way: its serialization.</summary>
internal sealed class RemoteErrorRecord : ErrorRecord
{
    /// <param name="properties">What remoting would send, as CLI XML.</param>
    public RemoteErrorRecord(string properties)
        : base(Info(properties), default)
    {
    }

    private static SerializationInfo Info(string properties)
    {
#pragma warning disable SYSLIB0050 // Nothing is formatted: it is merely what the constructor takes.
        SerializationInfo info = new(typeof(ErrorRecord), new FormatterConverter());
#pragma warning restore SYSLIB0050
        info.AddValue("CliXml", properties);
        return info;
    }
}
