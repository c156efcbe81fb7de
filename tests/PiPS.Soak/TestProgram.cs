using System.Diagnostics;
using System.Reflection;

namespace PiPS.Soaking;

/// <summary>The other test projects' programs, run with more rounds.</summary>
internal static class TestProgram
{
    private const string Factor = "5";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The full path of what a test project has built.</summary>
    public static string At(string project, string name) => Path.GetFullPath(Path.Combine(Told("TestsFolder"), project, Told("OutputFolder"), name));

    /// <summary>Runs a program; the test passes if it ends with 0.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> Pass(string program, params string[] arguments)
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
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timer.CancelAfter(Longest);

        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, await output + await error);
        return await output;
    }

    private static string Told(string key) => typeof(TestProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
