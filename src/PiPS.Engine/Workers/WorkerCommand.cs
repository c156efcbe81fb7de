using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using PiPS.Engine.Files;
using PiPS.Engine.Launchers;

namespace PiPS.Engine.Workers;

/// <summary>A command that becomes a compute worker, speaking the protocol on its standard input and output.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that its environment has besides this process's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the worker is, if this only carries its words; <see langword="null"/> for a worker that is this process's own child.</summary>
    internal Landing? Landing { get; init; }

    /// <summary>
    /// What lets a .NET process start sooner and leave nothing: no doors for debuggers (three files in the temporary folder,
    /// which stay there when it is killed), no search for LTTng. Variables that the user has set are not among them.
    /// </summary>
    public static IReadOnlyDictionary<string, string> LeanRuntime { get; }
        = new[] { "DOTNET_EnableDiagnostics", "DOTNET_LTTng" }
            .Where(name => System.Environment.GetEnvironmentVariable(name) is null)
            .ToDictionary(name => name, _ => "0");

    /// <summary>
    /// The executable <c>pips</c> that lies beside the engine, if one does: by itself, as a library for <c>dotnet</c>, or, as a package
    /// has it, with its own runtime in the folder of this kind of machine.
    /// </summary>
    public static IReadOnlyList<WorkerCommand> BesideEngine() => In(EngineFolder());

    /// <param name="folder">Where the engine is.</param>
    internal static IReadOnlyList<WorkerCommand> In(string folder)
    {
        string name = OperatingSystem.IsWindows() ? "pips.exe" : "pips";
        string executable = Path.Combine(folder, name);
        string library = Path.Combine(folder, "pips.dll");

        if (File.Exists(executable))
        {
            return [Lean(executable, "worker")];
        }

        if (File.Exists(library))
        {
            return [Lean("dotnet", library, "worker")];
        }

        string packaged = Path.Combine(folder, RuntimeFolder, name);
        return ExecutableFile.Make(packaged) ? [Lean(packaged, "worker")] : [];
    }

    /// <summary>This kind of machine, as .NET names it: such as linux-x64.</summary>
    private static string RuntimeFolder
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static WorkerCommand Lean(string fileName, params string[] arguments)
        => new(fileName, arguments) { Environment = LeanRuntime };

    /// <summary>Where the engine is.</summary>
    [UnconditionalSuppressMessage(
        "SingleFile", "IL3000", Justification = "Where the engine is part of the executable, the executable's folder is asked for.")]
    internal static string EngineFolder()
        => Path.GetDirectoryName(typeof(WorkerCommand).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
}
