using System.Management.Automation;
using System.Text;
using System.Xml;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets;

/// <summary>Values as PowerShell's XML, which is what jobs send.</summary>
internal static class ClixmlForm
{
    /// <summary>How it begins, as no other form does.</summary>
    public const byte Begin = (byte)'<';

    // Remoting's. Notes, collections and dictionaries cost no depth, and a type's own data can say otherwise.
    private const int Depth = 1;

    // What PowerShell writes in place of what is deeper than it goes; it refuses to read that.
    private const string TooDeep = "Serialized XML is nested too deeply.";

    public static byte[] Encode(object value)
    {
        string xml;

        try
        {
            xml = PSSerializer.Serialize(value, Depth);
        }
        catch (Exception cause)
        {
            throw new UnencodableValueException($"A {value.GetType()} can't travel to another process: {cause.Message}", cause);
        }

        // The other side must not be the first to find it out.
        if (xml.Contains(TooDeep, StringComparison.Ordinal) && !IsReadable(xml))
        {
            throw new UnencodableValueException(
                $"A {value.GetType()} has values nested too deeply to travel to another process: hand over a flatter one.");
        }

        return Encoding.UTF8.GetBytes(xml);
    }

    public static object? Decode(ReadOnlySpan<byte> bytes) => PSSerializer.Deserialize(Encoding.UTF8.GetString(bytes));

    private static bool IsReadable(string xml)
    {
        try
        {
            PSSerializer.Deserialize(xml);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
