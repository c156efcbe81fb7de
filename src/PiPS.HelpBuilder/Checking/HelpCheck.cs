using System.Text.RegularExpressions;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Checking;

/// <summary>Finds what a cmdlet's help lacks, but for links: those are <see cref="LinkCheck"/>'s.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>HELP001</term><description>no synopsis, or another cmdlet's</description></item>
/// <item><term>HELP002</term><description>no description</description></item>
/// <item><term>HELP003</term><description>a parameter without description, or with another one's</description></item>
/// <item><term>HELP004</term><description>no output type, or one without description</description></item>
/// <item><term>HELP005</term><description>fewer than two examples, or one without title or code</description></item>
/// </list>
/// </remarks>
internal static partial class HelpCheck
{
    private const int FewestExamples = 2;

    public static IReadOnlyList<Problem> Check(CommandHelp command)
        => [.. Summary(command).Concat(Parameters(command)).Concat(Outputs(command)).Concat(Examples(command))
            .Select(problem => problem with { Text = $"{command.Name}: {problem.Text}" })];

    private static IEnumerable<Problem> Summary(CommandHelp command)
    {
        if (command.Synopsis.Length == 0)
        {
            yield return new Problem("HELP001", "has no synopsis; give the class a <summary>");
        }
        else if (OtherCommand().Match(command.Synopsis) is { Success: true } other)
        {
            yield return new Problem("HELP001", $"has the synopsis of {other.Groups[1].Value}");
        }

        if (command.Description.Count == 0)
        {
            yield return new Problem("HELP002", "has no description; give the class <remarks>");
        }
    }

    private static IEnumerable<Problem> Parameters(CommandHelp command)
    {
        foreach (ParameterHelp parameter in command.Parameters)
        {
            if (parameter.Description.Count == 0)
            {
                yield return new Problem("HELP003", $"parameter -{parameter.Name} has no description");
            }
            else if (OtherParameter().Match(parameter.Description[0]) is { Success: true } other)
            {
                yield return new Problem("HELP003", $"parameter -{parameter.Name} has the text of {other.Groups[1].Value}");
            }
        }
    }

    private static IEnumerable<Problem> Outputs(CommandHelp command)
    {
        if (command.Outputs.Count == 0)
        {
            yield return new Problem("HELP004", "has no output type; give it an [OutputType], of void if it emits nothing");
        }

        foreach (ValueHelp output in command.Outputs.Where(o => o != ValueHelp.Nothing && o.Description.Length == 0))
        {
            yield return new Problem(
                "HELP004", $"output {output.TypeName} has no description; give the type a <summary> or the cmdlet <returns>");
        }
    }

    private static IEnumerable<Problem> Examples(CommandHelp command)
    {
        if (command.Examples.Count < FewestExamples)
        {
            yield return new Problem("HELP005", $"has {command.Examples.Count} examples; {FewestExamples} are the fewest");
        }

        foreach ((int index, ExampleHelp example) in command.Examples.Index())
        {
            if (example.Title.Length == 0)
            {
                yield return new Problem("HELP005", $"example {index + 1} has no title");
            }

            if (example.Code.Length == 0)
            {
                yield return new Problem("HELP005", $"example {index + 1} has no code");
            }
        }
    }

    [GeneratedRegex(@"^(\w+-\w+):")]
    private static partial Regex OtherCommand();

    [GeneratedRegex(@"^(-\w+):")]
    private static partial Regex OtherParameter();
}
