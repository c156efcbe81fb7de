using PiPS.HelpBuilder.About;
using PiPS.HelpBuilder.Checking;
using PiPS.HelpBuilder.Model;
using PiPS.HelpBuilder.Reading;
using PiPS.HelpBuilder.Writing;

namespace PiPS.HelpBuilder;

/// <summary>The command line. It writes the file only if nothing is missing, so that the next build asks again.</summary>
internal static class HelpBuild
{
    private const string Usage =
        "usage: PiPS.HelpBuilder <cmdlets.dll> <cmdlets.xml> <help file to write> [<more documentation>.xml ...] [<about topic> ...]\n"
        + "       PiPS.HelpBuilder about <folder to write to> <topic>=<page>.md ...";

    public static int Run(string[] arguments, TextWriter error)
    {
        if (arguments is ["about", string folder, .. { Length: > 0 } pages])
        {
            return AboutFiles.Write(folder, pages, error);
        }

        if (arguments.Length < 3)
        {
            error.WriteLine(Usage);
            return 2;
        }

        string documentation = arguments[1];
        ILookup<bool, string> more = arguments.Skip(3).ToLookup(IsDocumentation);
        IReadOnlyList<CommandHelp> commands = HelpReader.Read(arguments[0], more[true].Prepend(documentation));
        List<Problem> problems = [.. commands.SelectMany(HelpCheck.Check), .. LinkCheck.Check(commands, [.. more[false]])];

        foreach (Problem problem in problems)
        {
            error.WriteLine(problem.Show(documentation));
        }

        if (problems.Count > 0)
        {
            return 1;
        }

        MamlFile.Write(commands, arguments[2]);
        return 0;
    }

    private static bool IsDocumentation(string argument) => argument.EndsWith(".xml", StringComparison.Ordinal);
}
