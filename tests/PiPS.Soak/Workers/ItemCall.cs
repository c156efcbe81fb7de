namespace PiPS.Soaking.Workers;

/// <summary>One item, as a program sees it.</summary>
/// <param name="Input">What the item is.</param>
/// <param name="Write">Writes a result.</param>
/// <param name="Stop">Whether it is to stop.</param>
internal sealed record ItemCall(object[] Input, Action<object?> Write, CancellationToken Stop);
