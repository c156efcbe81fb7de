using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Sends values through the codec.</summary>
internal static class Carrier
{
    public static CompactCodec Codec { get; } = new(new FakeShell());

    public static byte[] Encode(object? value)
    {
        ByteWriter target = new();
        Codec.Write(target, value);
        return target.Bytes.ToArray();
    }

    public static object? Decode(ReadOnlySpan<byte> bytes)
    {
        ByteReader source = new(bytes);
        object? value = Codec.Read(ref source);
        Assert.True(source.Rest.IsEmpty);
        return value;
    }

    public static T Carry<T>(T value) => Assert.IsType<T>(Decode(Encode(value)));
}
