using System.ComponentModel;
using System.Diagnostics;
using PiPS.Benchmarks.Measuring;

namespace PiPS.Benchmarks.Programs;

/// <summary>A program that is started, waited for, and read.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
internal sealed record ChildProgram(string FileName, params string[] Arguments)
{
    private const int MostOfAnError = 300;

    /// <summary>Variables that it doesn't get.</summary>
    public string[] Unset { get; init; } = [];

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it printed, and the seconds it took, with its start.</returns>
    /// <exception cref="LeftOutException">It can't be started, or it failed.</exception>
    public (string Output, double Seconds) Run()
    {
        ProcessStartInfo start = new(FileName, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(Unset, name => start.Environment.Remove(name));
        long begin = Stopwatch.GetTimestamp();

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            return process.ExitCode == 0 ? (output, seconds) : throw Failed(process.ExitCode, errors.Result);
        }
        catch (Win32Exception error)
        {
            throw new LeftOutException($"{FileName} can't be started ({error.Message})");
        }
    }

    private LeftOutException Failed(int exitCode, string errors)
    {
        string said = errors.Trim();
        string end = said.Length > MostOfAnError ? said[^MostOfAnError..] : said;
        return new($"{Path.GetFileName(FileName)} ended with exit code {exitCode}: {end.ReplaceLineEndings(" ")}");
    }
}
