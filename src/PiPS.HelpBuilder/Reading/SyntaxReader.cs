using System.Management.Automation;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Lays a cmdlet's parameters out by parameter set.</summary>
internal static class SyntaxReader
{
    public static IReadOnlyList<SyntaxHelp> Read(Type cmdlet, IReadOnlyList<ParameterHelp> parameters)
    {
        string? first = cmdlet.One<CmdletAttribute>()!.Named<string>(nameof(CmdletAttribute.DefaultParameterSetName));
        List<string?> sets = [.. parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set)
            .Prepend(first).Where(set => !string.IsNullOrEmpty(set)).Distinct()];

        // A cmdlet that names no set has one, of everything.
        return [.. (sets.Count == 0 ? [null] : sets).Select(set => Read(set, parameters))];
    }

    /// <summary>As PowerShell orders them: by position, then what is mandatory, then the rest.</summary>
    private static SyntaxHelp Read(string? set, IReadOnlyList<ParameterHelp> parameters)
        => new([.. parameters
            .Where(parameter => parameter.In(set) is not null)
            .Select(parameter => new SyntaxParameter(parameter, parameter.In(set)!))
            .OrderBy(entry => entry.Use.Position ?? int.MaxValue)
            .ThenByDescending(entry => entry.Use.Required)]);
}
