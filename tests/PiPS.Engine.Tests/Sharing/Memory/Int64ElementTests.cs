namespace PiPS.Engine.Tests.Sharing.Memory;

public sealed class Int64ElementTests : ElementTests<long>;
