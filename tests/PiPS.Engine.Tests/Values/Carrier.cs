using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Sends values through the codec.</summary>
internal static class Carrier
{
    public static CompactCodec Codec { get; } = new(new FakeShell());

    public static byte[] Encode(object? value) => Codec.Encode(value);

    public static object? Decode(byte[] bytes) => Codec.Decode(bytes);

    public static T Carry<T>(T value) => Assert.IsType<T>(Decode(Encode(value)));
}
