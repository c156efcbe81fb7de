namespace PiPS.Engine.Tests.Sharing.Memory;

public sealed class SingleElementTests : ElementTests<float>;
