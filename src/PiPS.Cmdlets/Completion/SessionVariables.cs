using System.Management.Automation;

namespace PiPS.Cmdlets.Completion;

/// <summary>The variables of the session that completes.</summary>
internal static class SessionVariables
{
    /// <summary>Those that are there, by name.</summary>
    public static IEnumerable<PSVariable> All()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. shell.AddCommand(@"Microsoft.PowerShell.Utility\Get-Variable").Invoke<PSVariable>().OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those that hold something, or a list of such things, as they are written.</summary>
    /// <param name="word">What is typed: a variable that is begun is PowerShell's own to complete.</param>
    /// <param name="describe">What a value is, in words; nothing if it isn't wanted.</param>
    public static IEnumerable<Choice> Holding(CompletionWord word, Func<object, string?> describe)
        => from variable in All()
           where word.Fits(variable.Name) && variable.Name.All(one => char.IsAsciiLetterOrDigit(one) || one == '_') && variable.Name != "_"
           let value = variable.Value is PSObject wrapped ? wrapped.BaseObject : variable.Value
           let tip = value is null ? null : describe(value)
           where tip is not null
           select new Choice($"${variable.Name}", tip) { IsCode = true };
}
