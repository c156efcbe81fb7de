using System.Diagnostics.CodeAnalysis;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Where a <see cref="ScriptHost"/> has its items from, and where what they give goes: no PowerShell in it.</summary>
/// <remarks>
/// All calls come on the thread that runs the script, one after the other. For each item: <see cref="TryTake"/>,
/// <see cref="Begin"/>, any number of <see cref="Write"/>, <see cref="End"/>. Every item that was taken is ended exactly
/// once, whatever the script does. A script with begin or end blocks has them bracketed in the same way, with a
/// <see cref="TaskPhase"/> in the item's place. Outside of such brackets comes only what the import of modules writes.
/// </remarks>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "Visual Basic isn't used here.")]
public interface ITaskPort
{
    /// <summary>Waits for the next item.</summary>
    /// <returns>False when there are no more.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    [SuppressMessage("Design", "CA1068:CancellationToken parameters must come last", Justification = "Out parameters do.")]
    bool TryTake(CancellationToken stop, out object? item);

    /// <summary>The script starts on an item.</summary>
    void Begin(object? item);

    /// <summary>The script wrote a record, on behalf of the item that was begun last.</summary>
    void Write(StreamKind kind, object? record);

    /// <summary>The script is done with an item.</summary>
    /// <param name="item">The item that was begun last.</param>
    /// <param name="failure">Null if it ran to its end; else the error record, which was written to the errors before.</param>
    void End(object? item, object? failure);
}
