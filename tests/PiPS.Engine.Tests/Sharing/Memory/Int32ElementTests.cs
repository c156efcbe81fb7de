namespace PiPS.Engine.Tests.Sharing.Memory;

public sealed class Int32ElementTests : ElementTests<int>;
