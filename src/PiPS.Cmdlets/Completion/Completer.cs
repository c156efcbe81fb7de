using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Completion;

/// <summary>Completes a parameter. Whatever goes wrong, it offers nothing: who presses Tab wants no error.</summary>
internal abstract class Completer : IArgumentCompleter
{
    /// <summary>How long whatever is slow may take: files, other programs.</summary>
    protected static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(700);

    // More are no help to choose among.
    private const int Most = 500;

    /// <summary>Whether the parameter takes patterns, so that a name with their characters has to be escaped.</summary>
    protected virtual bool TakesWildcards => false;

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An exception here would offer files instead.")]
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            CompletionWord word = new(wordToComplete);
            return OffersFiles(word) ? null! : [.. Choices(word).Where(IsPrintable).Take(Most).Select(choice => Result(word, choice))];
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>What may be given, as far as it fits.</summary>
    protected abstract IEnumerable<Choice> Choices(CompletionWord word);

    /// <summary>Whether the shell shall complete the word as a path.</summary>
    protected virtual bool OffersFiles(CompletionWord word) => false;

    /// <summary>Does what may take long; it is given up after <see cref="Longest"/>.</summary>
    /// <returns>What it gave; nothing if it took too long, or failed.</returns>
    protected static IReadOnlyList<T> InTime<T>(Func<IReadOnlyList<T>> work)
    {
        Task<IReadOnlyList<T>> working = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.WaitAny([working], Longest) == 0 && working.IsCompletedSuccessfully ? working.Result : [];
    }

    // A name of the disk or of a cluster could steer the terminal.
    private static bool IsPrintable(Choice choice) => choice.Text.Length > 0 && !choice.Text.Any(char.IsControl);

    private CompletionResult Result(CompletionWord word, Choice choice)
    {
        string text = choice.IsCode ? choice.Text : word.Write(TakesWildcards ? WildcardPattern.Escape(choice.Text) : choice.Text);
        string tip = string.Concat(choice.Tip.Select(one => char.IsControl(one) ? ' ' : one)).Trim();
        return new(text, choice.Text, text[0] == '$' ? CompletionResultType.Variable : CompletionResultType.ParameterValue, tip.Length > 0 ? tip : choice.Text);
    }
}
