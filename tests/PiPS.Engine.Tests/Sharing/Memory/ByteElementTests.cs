namespace PiPS.Engine.Tests.Sharing.Memory;

public sealed class ByteElementTests : ElementTests<byte>;
