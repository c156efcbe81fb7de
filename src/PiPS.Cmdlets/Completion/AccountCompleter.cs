using PiPS.Engine.Launchers.Known;

namespace PiPS.Cmdlets.Completion;

/// <summary>The accounts that the cluster lets this user charge.</summary>
internal sealed class AccountCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word) => InTime(() => SlurmHints.Accounts(Longest))
        .Where(word.Fits).Select(account => new Choice(account, $"An account that {Environment.UserName} may charge."));
}
