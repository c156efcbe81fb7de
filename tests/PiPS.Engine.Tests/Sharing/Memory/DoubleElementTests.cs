namespace PiPS.Engine.Tests.Sharing.Memory;

public sealed class DoubleElementTests : ElementTests<double>;
