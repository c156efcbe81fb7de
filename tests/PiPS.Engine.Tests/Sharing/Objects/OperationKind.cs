namespace PiPS.Engine.Tests.Sharing.Objects;

internal enum OperationKind
{
    Get,
    Set,
    Update,
}
