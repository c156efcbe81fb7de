using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace PiPS.Soaking.Suites;

/// <summary>The other test projects' programs, run with more rounds.</summary>
internal static class TestProgram
{
    private const string Factor = "5";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The full path of what a test project has built.</summary>
    public static string At(string project, string name) => Path.GetFullPath(Path.Combine(Told("TestsFolder"), project, Told("OutputFolder"), name));

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="emptiness">What it writes where it found nothing to do, which isn't good either: a class that is called otherwise by now.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote, if it didn't end with 0; <see langword="null"/> if it did.</returns>
    public static string? Run(string program, string? emptiness, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PIPS_SOAK"] = Factor,
                ["PIPS_MODULE"] = Told("ModuleFolder"),
                ["NO_COLOR"] = "1",
                ["TERM"] = "dumb",
            },
        };
        using Process process = new() { StartInfo = start };
        StringBuilder words = new();
        process.OutputDataReceived += (_, line) => Append(words, line.Data);
        process.ErrorDataReceived += (_, line) => Append(words, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            return $"{words}It was killed after {Longest.TotalMinutes} minutes.";
        }

        process.WaitForExit();
        string all = words.ToString();
        return process.ExitCode == 0 && (emptiness is null || !all.Contains(emptiness, StringComparison.Ordinal)) ? null : all;
    }

    private static void Append(StringBuilder words, string? line)
    {
        lock (words)
        {
            words.AppendLine(line);
        }
    }

    private static string Told(string key) => typeof(TestProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
