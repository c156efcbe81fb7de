using System.CommandLine;

namespace PiPS.Host;

/// <summary>The command line: <c>pips estimate</c>, <c>pips environment</c>, <c>pips worker</c>.</summary>
internal static class CommandLine
{
    /// <returns>0; 1 if the run failed; 2 if the command line asks for what can't be; 130 after Ctrl+C.</returns>
    public static int Run(string[] args)
    {
        RootCommand root = new("Estimates pi on threads and processes, to measure what a machine's cores deliver.")
        {
            EstimateCommand.Create(),
            EnvironmentCommand.Create(),
            new Command("worker", "Serves a parent on standard input and output; not for people."),
        };

        ParseResult parsed = root.Parse(args);

        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"pips: {parsed.Errors[0].Message} See 'pips --help'.");
            return ExitCode.BadInput;
        }

        return parsed.Invoke();
    }
}
