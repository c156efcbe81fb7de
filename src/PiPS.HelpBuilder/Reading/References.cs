using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Names what a comment refers to: cmdlets and parameters as users type them, the rest by short name.</summary>
internal sealed class References
{
    private readonly Dictionary<string, string> _names = [];

    public References(IEnumerable<Type> cmdlets)
    {
        foreach (Type cmdlet in cmdlets)
        {
            _names[DocumentationId.Of(cmdlet)] = string.Join('-', cmdlet.One<CmdletAttribute>()!.Positional());

            foreach (PropertyInfo property in cmdlet.GetProperties().Where(p => p.One<ParameterAttribute>() is not null))
            {
                _names[DocumentationId.Of(property)] = "-" + property.Name;
            }
        }
    }

    /// <summary>The text of a <c>see</c> or <c>seealso</c> that has none of its own.</summary>
    public string Show(XElement see)
    {
        if ((string?)see.Attribute("langword") is string word)
        {
            // C#'s literals, as PowerShell writes them.
            return word is "null" or "true" or "false" ? "$" + word : word;
        }

        return (string?)see.Attribute("href") ?? Show((string?)see.Attribute("cref") ?? "");
    }

    /// <summary>T:A.B`1 is B, M:A.B.C(System.Int32) is C, M:A.B.#ctor is B.</summary>
    private string Show(string id)
        => _names.TryGetValue(id, out string? name)
            ? name
            : id.Split('(')[0].Replace(".#ctor", "", StringComparison.Ordinal).Split('.', ':')[^1].Split('`')[0];
}
