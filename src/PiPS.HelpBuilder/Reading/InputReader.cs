using System.Management.Automation;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Reads what a cmdlet takes from the pipeline off the parameters that take it.</summary>
internal static class InputReader
{
    public static IReadOnlyList<ValueHelp> Read(IReadOnlyList<ParameterHelp> parameters)
    {
        List<ValueHelp> inputs = [.. parameters
            .Where(parameter => parameter.Overall().ByValue)
            .Select(parameter => new ValueHelp(parameter.FullTypeName, Describe(parameter)))];

        List<string> byName = [.. parameters.Where(p => p.Overall().ByPropertyName).Select(p => p.Name)];

        if (byName.Count > 0)
        {
            string description = $"Any object, for its properties {string.Join(", ", byName)}.";
            inputs.Add(new ValueHelp(TypeNames.Full(typeof(PSObject)), description));
        }

        return inputs.Count > 0 ? inputs : [ValueHelp.Nothing];
    }

    private static string Describe(ParameterHelp parameter)
        => $"For -{parameter.Name}: {string.Join(' ', parameter.Description)}";
}
