using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets.Completion;

/// <summary>The types of worker whose scaling can be measured: all but the one that leaves the choice.</summary>
internal sealed class MeasuredTypeCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => Enum.GetValues<WorkerType>()
        .Where(value => value != WorkerType.Auto && word.Fits(value.ToString()))
        .Select(value => new Choice(value.ToString(), EnumTips.Of(value)));
}
