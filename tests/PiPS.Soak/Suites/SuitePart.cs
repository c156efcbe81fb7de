namespace PiPS.Soaking.Suites;

/// <summary>A part that is another program: one of the test projects', or PowerShell.</summary>
/// <param name="Name">What <c>--only</c> calls it.</param>
/// <param name="What">What it does.</param>
/// <param name="Run">Runs it, with a seed and for a time where it knows these, and gives what went wrong; <see langword="null"/> if nothing did.</param>
internal sealed record SuitePart(string Name, string What, Func<int, TimeSpan, string?> Run)
{
    private static readonly string[] Fuzzing =
        ["Protocol.MutationTests", "Values.HostileBytesTests", "Sharing.HostileRequestTests", "Files.MutatedFileTests"];

    private static readonly string[] Repeating = ["CommandLine.CheckpointKillTests", "Workers.LeakTests"];

    // What takes too long for every build: a link that is cut, a node that dies.
    private static readonly string[] Long = ["Launchers.CutLinkTests", "Launchers.SlurmTroubleTests"];

    public static readonly SuitePart[] All =
    [
        new("suites", "tests that repeat, five times as long", (_, _) => Engine(Repeating) ?? Engine(Long, "-explicit", "only") ?? Pester("PoolLifetime.Tests.ps1")),
        new("fuzz", "mutated frames, values, requests, checkpoints, logs and benchmarks", (_, _) => Engine(Fuzzing)),
        new("powershell", "script blocks on PowerShell workers", PowerShell),
    ];

    private static string? Engine(string[] classes, params string[] options)
        => classes.Select(name => TestProgram.Run(
            TestProgram.At("PiPS.Engine.Tests", "PiPS.Engine.Tests"), "Total: 0", ["-noColor", .. options, "-class", $"PiPS.Engine.Tests.{name}"]))
            .FirstOrDefault(problem => problem is not null);

    private static string? Pester(string suite) => OnPowerShell("-File", TestProgram.At("PiPS.Module.Tests", "Invoke-Suite.ps1"), suite);

    private static string? PowerShell(int seed, TimeSpan time) => OnPowerShell(
        "-File", Path.Combine(AppContext.BaseDirectory, "PowerShell", "Workload.ps1"),
        "-Seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "-Seconds", Math.Max(10, (int)time.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string? OnPowerShell(params string[] arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(folder => File.Exists(Path.Combine(folder, "pwsh"))))
        {
            Console.WriteLine("         skipped: there is no pwsh on the PATH");
            return null;
        }

        return TestProgram.Run("pwsh", null, ["-NoProfile", "-NonInteractive", .. arguments]);
    }
}
