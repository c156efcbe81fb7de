using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Text;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets;

/// <summary>An enum's value: itself where its type is loaded, else what a job makes of it: a number that has a name.</summary>
/// <remarks>
/// Name of the type, value and its name, in the compact form: a tenth of the XML, in a twentieth of its time. Only loaded
/// types are looked for: bytes from elsewhere load nothing.
/// </remarks>
internal static class EnumForm
{
    /// <summary>How it begins.</summary>
    public const byte Begin = 1;

    private static readonly CompactCodec Plain = new();
    private static readonly ConcurrentDictionary<string, Type> Types = new();

    public static byte[] Encode(Enum value)
    {
        Type type = value.GetType();
        ByteWriter target = new();
        target.AppendByte(Begin);
        Plain.Write(target, type.FullName);
        Plain.Write(target, Convert.ChangeType(value, type.GetEnumUnderlyingType(), CultureInfo.InvariantCulture));
        Plain.Write(target, value.ToString());
        return target.Bytes.ToArray();
    }

    public static object? Decode(ReadOnlySpan<byte> bytes)
    {
        ByteReader source = new(bytes[1..]);
        string type = (string)Plain.Read(ref source)!;
        object number = Plain.Read(ref source)!;
        string text = (string)Plain.Read(ref source)!;

        // Another type of that name may be here, with other values.
        return Find(type) is Type known
            && known.GetEnumUnderlyingType() == number.GetType()
            && Enum.ToObject(known, number) is Enum value
            && value.ToString() == text
            ? value
            : ClixmlForm.Decode(Encoding.UTF8.GetBytes(AsInJobs(type, number, text)));
    }

    private static Type? Find(string name)
    {
        if (Types.TryGetValue(name, out Type? type))
        {
            return type;
        }

        // Arguments of generic types would be loaded.
        if (name.Contains('[', StringComparison.Ordinal))
        {
            return null;
        }

        // A script may define its enum again: the last one counts, and isn't kept.
        type = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(name))
            .LastOrDefault(found => found?.IsEnum == true);
        return type is null || type.Assembly.IsDynamic ? type : Types.GetOrAdd(name, type);
    }

    private static string AsInJobs(string type, object number, string text)
    {
        string tag = number switch
        {
            sbyte => "SB",
            byte => "By",
            short => "I16",
            ushort => "U16",
            int => "I32",
            uint => "U32",
            long => "I64",
            ulong => "U64",
            _ => throw new InvalidCastException($"An enum can't have values of {number.GetType()}."),
        };

        return string.Create(CultureInfo.InvariantCulture, $"""
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0">
            <T>{SecurityElement.Escape(type)}</T><T>System.Enum</T><T>System.ValueType</T><T>System.Object</T></TN>
            <ToString>{SecurityElement.Escape(text)}</ToString><{tag}>{number}</{tag}></Obj></Objs>
            """);
    }
}
