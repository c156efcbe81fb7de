using PiPS.Benchmarks.Measuring;
using PiPS.Engine.Workers;

namespace PiPS.Benchmarks.Programs;

/// <summary>Where the built module is: what is measured is what is shipped.</summary>
internal static class Repository
{
    /// <summary>The module's folder.</summary>
    /// <exception cref="LeftOutException">It isn't built.</exception>
    public static string Module { get; } = Path.Combine(Root(), "module", "PiPS");

    /// <summary>The worker as the module has it, compiled ahead of time.</summary>
    public static string Pips { get; } = Path.Combine(Module, "bin", OperatingSystem.IsWindows() ? "pips.exe" : "pips");

    /// <summary>Starts that worker.</summary>
    public static WorkerCommand WorkerCommand { get; } = new(Pips, ["worker"]) { Environment = WorkerCommand.LeanRuntime };

    /// <summary>Refuses to measure what isn't there.</summary>
    /// <exception cref="LeftOutException">The module isn't built.</exception>
    public static void ThrowUnlessBuilt()
    {
        if (!File.Exists(Pips))
        {
            throw new LeftOutException($"the module isn't built: there is no {Pips}");
        }
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);

        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PiPS.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
