using System.Globalization;
using PiPS.Engine.Machine;

namespace PiPS.Cmdlets.Completion;

/// <summary>The logical processors that this process may use, with the core, socket and memory node of each.</summary>
internal sealed class ProcessorCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => InTime(UsableProcessors.Describe)
        .Select(processor => (Number: processor.Id.ToString(CultureInfo.InvariantCulture), processor))
        .Where(found => word.Fits(found.Number)).Select(found => new Choice(found.Number, Describe(found.processor)) { IsCode = true });

    private static string Describe(LogicalProcessor processor) => string.Join(", ", new (string Name, int? Number)[]
    {
        ("processor", processor.Id), ("core", processor.Core), ("socket", processor.Socket), ("memory node", processor.NumaNode),
    }.Where(part => part.Number is not null).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Number}")));
}
