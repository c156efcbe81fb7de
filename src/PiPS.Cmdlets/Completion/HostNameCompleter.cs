using PiPS.Engine.Launchers.Known;

namespace PiPS.Cmdlets.Completion;

/// <summary>The hosts that the user's ssh has heard of; behind a user's name, too.</summary>
internal sealed class HostNameCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
    {
        int begin = word.Text.LastIndexOf('@') + 1;
        CompletionWord host = word.Behind(begin);
        return InTime(() => SshHostHints.Find(host.Fits)).Select(hint => new Choice(word.Text[..begin] + hint.Name, hint.ToString()));
    }
}
