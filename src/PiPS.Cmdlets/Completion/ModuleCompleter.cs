using System.Management.Automation;

namespace PiPS.Cmdlets.Completion;

/// <summary>The modules that can be had: those that are loaded, and those on the disk. Words that look like paths are completed as such.</summary>
internal sealed class ModuleCompleter : Completer
{
    /// <inheritdoc/>
    protected override bool OffersFiles(CompletionWord word) => word.Text.AsSpan().IndexOfAny('/', '\\') >= 0 || word.Text is ['.' or '~', ..];

    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        IEnumerable<Choice> loaded = shell.AddCommand(@"Microsoft.PowerShell.Core\Get-Module").Invoke<PSModuleInfo>()
            .Where(module => word.Fits(module.Name) && module.Path is not null)
            .Select(module => new Choice(module.Name, $"{module.Version}, loaded{(module.Description is { Length: > 0 } words ? $": {words}" : null)}"));
        IEnumerable<Choice> installed = InTime(() => InstalledModules.Find(word.Fits))
            .Select(module => new Choice(module.Name, $"{module.Version ?? "no version"}, in {module.Folder}"));
        return [.. loaded.Concat(installed).DistinctBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase).OrderBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase)];
    }
}
