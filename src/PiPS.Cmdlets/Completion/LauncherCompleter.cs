using System.Globalization;
using PiPS.Engine.Launchers;

namespace PiPS.Cmdlets.Completion;

/// <summary>The variables of the session that hold launchers.</summary>
internal sealed class LauncherCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
        => SessionVariables.Holding(word, value => value is WorkerLauncher launcher ? Describe(launcher) : null);

    private static string Describe(WorkerLauncher launcher) => launcher.UsualCount is int count
        ? string.Create(CultureInfo.CurrentCulture, $"{launcher}; {count} {(count == 1 ? "worker" : "workers")} unless told")
        : $"{launcher}; it wants a number of workers";
}
