using System.CommandLine;
using System.CommandLine.Parsing;

namespace PiPS.Host;

/// <summary>The command line: <c>pips estimate</c>, <c>pips scaling</c>, <c>pips cores</c>, <c>pips hosts</c>, <c>pips environment</c>, <c>pips worker</c>.</summary>
internal static class CommandLine
{
    /// <returns>0; 1 if the run failed; 2 if the command line asks for what can't be; 3 if a processor miscounts; 130 after Ctrl+C.</returns>
    public static int Run(string[] args)
    {
        RootCommand root = new("Estimates pi on threads and processes, to measure what a machine's cores deliver.")
        {
            EstimateCommand.Create(),
            CoresCommand.Create(),
            ScalingCommand.Create(),
            HostsCommand.Create(),
            EnvironmentCommand.Create(),
            new Command("worker", "Serves a parent on standard input and output; not for people."),
        };

        ParseResult parsed = root.Parse(args);

        if (parsed.Errors.Count > 0)
        {
            Complaint.Write($"{Plainest(parsed).Message} See 'pips --help'.");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody can take what is written: a full disk, a closed output.
            Complaint.Write(error.Message);
            return ExitCode.Failed;
        }
    }

    // One line says what is wrong: a word that nothing takes says more than what is missing for it.
    private static ParseError Plainest(ParseResult parsed)
        => parsed.Errors.FirstOrDefault(error => error.SymbolResult is ArgumentResult)
            ?? parsed.Errors.FirstOrDefault(error => parsed.UnmatchedTokens.Any(
                token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
            ?? parsed.Errors[0];
}
