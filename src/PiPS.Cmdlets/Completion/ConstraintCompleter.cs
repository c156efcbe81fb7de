using System.Globalization;
using PiPS.Engine.Launchers.Known;

namespace PiPS.Cmdlets.Completion;

/// <summary>The features of the cluster's nodes; behind others and an operator, too.</summary>
internal sealed class ConstraintCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
    {
        int begin = word.Text.LastIndexOfAny(['&', '|', ',', '[', '(']) + 1;
        CompletionWord feature = word.Behind(begin);
        return InTime(() => SlurmHints.Features(Longest)).Where(found => feature.Fits(found.Name))
            .Select(found => new Choice(word.Text[..begin] + found.Name, string.Create(CultureInfo.CurrentCulture, $"{found.Name}: {found.Nodes} {(found.Nodes == 1 ? "node has" : "nodes have")} it")));
    }
}
