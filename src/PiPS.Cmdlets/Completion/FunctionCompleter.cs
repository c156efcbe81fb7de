using System.Management.Automation;

namespace PiPS.Cmdlets.Completion;

/// <summary>The functions of the session; those of no module come first.</summary>
internal sealed class FunctionCompleter : Completer
{
    /// <inheritdoc/>
    protected override bool TakesWildcards => true;

    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);

        // What is imported alone: else every module on the disk would be looked into.
        return [.. shell.AddCommand(@"Microsoft.PowerShell.Core\Get-Command")
            .AddParameter("CommandType", CommandTypes.Function | CommandTypes.Filter).AddParameter("ListImported").Invoke<FunctionInfo>()
            .Where(function => word.Fits(function.Name))
            .OrderBy(function => function.Source?.Length > 0).ThenBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Select(function => new Choice(function.Name, Describe(function)))];
    }

    private static string Describe(FunctionInfo function)
    {
        string parameters = string.Join(' ', function.ParameterSets.FirstOrDefault()?.Parameters
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
            .Select(parameter => $"-{parameter.Name}") ?? []);
        string source = function.Source is { Length: > 0 } module ? $" (module {module})" : string.Empty;
        return $"{function.Name} {parameters}".TrimEnd() + source;
    }
}
