using PiPS.HelpBuilder.Model;
using PiPS.HelpBuilder.Reading;

namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary>The help of the sample cmdlets, which this assembly has.</summary>
internal static class Sample
{
    public static string Assembly { get; } = typeof(Sample).Assembly.Location;

    public static string Documentation { get; } = Path.ChangeExtension(Assembly, "xml");

    private static Dictionary<string, CommandHelp> Commands { get; } =
        HelpReader.Read(Assembly, [Documentation]).ToDictionary(command => command.Name);

    public static CommandHelp Command(string name) => Commands[name];

    public static ParameterHelp Parameter(string name)
        => Command("Start-Coffee").Parameters.Single(parameter => parameter.Name == name);
}
