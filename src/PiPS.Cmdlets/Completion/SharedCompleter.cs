using PiPS.Cmdlets.Sharing;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Completion;

/// <summary>What the session shares, by name, with what it is and holds.</summary>
internal abstract class SharedCompleter : Completer
{
    /// <summary>Whether the parameter takes what is of this kind.</summary>
    protected virtual bool Takes(SharedKind kind) => true;

    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => SessionShares.Current.All()
        .Where(shared => shared.GetName().Length > 0 && Takes(shared.GetKind()) && word.Fits(shared.GetName()))
        .Select(shared => new Choice(shared.GetName(), Describe(shared)));

    private static string Describe(SharedProxy shared)
        => shared.GetState() is { Length: > 0 } state ? $"{shared.GetKind()}: {state}" : $"{shared.GetKind()}";
}
