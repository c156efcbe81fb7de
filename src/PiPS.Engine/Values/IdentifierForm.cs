
namespace PiPS.Engine.Values;

/// <summary>GUIDs, versions, addresses and DBNull: layouts in <see cref="CompactCodec"/>.</summary>
internal static class IdentifierForm
{
    private const int IdSize = 16;

    public static bool TryWrite(ByteWriter target, object? value)
    {
        switch (value)
        {
            case Guid id:
                id.TryWriteBytes(target.AppendTag(ValueTag.Guid).Append(IdSize));
                return true;
            case Version version:
                WriteVersion(target, version);
                return true;
            case DBNull:
                target.AppendTag(ValueTag.DBNull);
                return true;

            // Others may derive from it.
            case Uri address when address.GetType() == typeof(Uri):
                target.AppendTag(ValueTag.Uri).AppendByte((byte)(address.IsAbsoluteUri ? UriKind.Absolute : UriKind.Relative));
                TextForm.Write(target, address.OriginalString);
                return true;
            default:
                return false;
        }
    }

    public static object? Read(ref ByteReader source, ValueTag tag) => tag switch
    {
        ValueTag.Guid => new Guid(source.Take(IdSize)),
        ValueTag.Version => ReadVersion(ref source),
        ValueTag.DBNull => DBNull.Value,
        ValueTag.Uri => ReadUri(ref source),
        _ => null,
    };

    private static void WriteVersion(ByteWriter target, Version version)
    {
        target.AppendTag(ValueTag.Version);

        // What is missing is -1.
        foreach (int part in (ReadOnlySpan<int>)[version.Major, version.Minor, version.Build, version.Revision])
        {
            target.AppendVariable((uint)(part + 1));
        }
    }

    private static Version ReadVersion(ref ByteReader source)
    {
        int major = (int)source.TakeVariable() - 1;
        int minor = (int)source.TakeVariable() - 1;
        int build = (int)source.TakeVariable() - 1;
        int revision = (int)source.TakeVariable() - 1;

        return (major, minor, build, revision) switch
        {
            ( < 0, _, _, _) or (_, < 0, _, _) or (_, _, < 0, >= 0) or (_, _, < -1, _) or (_, _, _, < -1)
                => throw Malformed.Because("A version has parts that none has."),
            (_, _, < 0, _) => new(major, minor),
            (_, _, _, < 0) => new(major, minor, build),
            _ => new(major, minor, build, revision),
        };
    }

    private static Uri ReadUri(ref ByteReader source)
    {
        UriKind kind = (UriKind)source.TakeByte();

        return kind is UriKind.Absolute or UriKind.Relative
            && ScalarForm.TryRead(ref source, (ValueTag)source.TakeByte(), out object? text)
            && Uri.TryCreate(text as string, kind, out Uri? address)
            ? address
            : throw Malformed.Because("An address isn't one.");
    }
}
