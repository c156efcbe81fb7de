namespace PiPS.Engine.Tests.Sharing.History;

/// <summary>What was done to a queue, and between which two stamps.</summary>
/// <param name="IsPut">Whether a value went in; else one came out.</param>
/// <param name="Value">Which; nothing where the queue was found empty. No two are put alike.</param>
/// <param name="Begun">Stamp before it was asked for.</param>
/// <param name="Ended">Stamp after the answer came.</param>
internal sealed record QueueOperation(bool IsPut, int? Value, long Begun, long Ended);
