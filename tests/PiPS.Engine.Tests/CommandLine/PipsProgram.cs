using System.Diagnostics;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.CommandLine;

/// <summary>The executable <c>pips</c> as a user runs it.</summary>
internal sealed class PipsProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private PipsProgram(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(Estimates.Pips.FileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _error = _process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it with arguments that blanks separate.</summary>
    public static PipsProgram Start(string arguments) => Start(arguments, new Dictionary<string, string>());

    public static PipsProgram Start(string arguments, IReadOnlyDictionary<string, string> environment)
        => new(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), environment);

    /// <summary>Runs it to its end.</summary>
    public static Ending Run(string arguments)
    {
        using PipsProgram pips = Start(arguments);
        return pips.End();
    }

    /// <summary>Runs what it has to refuse: with one line, that says a part of it, and exit code 2.</summary>
    public static void AssertRefuses(string arguments, string part)
    {
        Ending ending = Run(arguments);

        Assert.Equal((2, ""), (ending.ExitCode, ending.Output));
        Assert.Contains(part, ending.Error, StringComparison.Ordinal);
        Assert.Matches(@"\Apips: [^\n]+\.\n\z", ending.Error.ReplaceLineEndings("\n"));
    }

    /// <summary>Waits for its end.</summary>
    public Ending End()
    {
        Assert.True(_process.WaitForExit(Deadline.Generous), "It hangs.");
        return new(_process.ExitCode, _output.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>What it ended with.</summary>
    internal sealed record Ending(int ExitCode, string Output, string Error);
}
