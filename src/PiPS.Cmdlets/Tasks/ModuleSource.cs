using System.Collections;

namespace PiPS.Cmdlets.Tasks;

/// <summary>A module that a task needs.</summary>
/// <param name="Name">Its name, for a machine that has it elsewhere.</param>
/// <param name="Path">The file to import.</param>
public sealed record ModuleSource(string Name, string Path)
{
    internal Hashtable ToValues() => new() { [nameof(Name)] = Name, [nameof(Path)] = Path };

    internal static ModuleSource FromValues(IDictionary values)
        => new(values.Get<string>(nameof(Name)), values.Get<string>(nameof(Path)));
}
