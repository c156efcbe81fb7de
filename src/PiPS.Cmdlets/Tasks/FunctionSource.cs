using System.Collections;

namespace PiPS.Cmdlets.Tasks;

/// <summary>A function of the caller's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Its definition; or its body, if it was made by assigning a script block.</param>
public sealed record FunctionSource(string Name, ScriptSource Source)
{
    internal Hashtable ToValues() => new() { [nameof(Name)] = Name, [nameof(Source)] = Source.ToValues() };

    internal static FunctionSource FromValues(IDictionary values)
        => new(values.Get<string>(nameof(Name)), ScriptSource.FromValues(values.Get<IDictionary>(nameof(Source))));
}
