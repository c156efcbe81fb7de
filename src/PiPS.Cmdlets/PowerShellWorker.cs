using System.Management.Automation;
using PiPS.Cmdlets.Pools;
using PiPS.Engine.Launchers;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets;

/// <summary>What worker processes are started with: <c>pips</c>, or this PowerShell where that can't start.</summary>
internal static class PowerShellWorker
{
    // Before .NET starts, or it has duplicated them by then: the protocol moves to descriptors 3 and 4, and what
    // PowerShell prints goes to standard error. And it leaves the terminal's process group, since Ctrl+C reaches a worker that
    // is getting up as well; where there is no such command, the worker does it when it is up. The shell leads no group, so
    // setsid doesn't fork: the process number stays.
    private const string MoveAside =
        "set -- \"$0\" \"$@\"; command -v setsid >/dev/null 2>&1 && set -- setsid \"$@\"; exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

    // Elsewhere the worker leads a session already, or makes one when it is up: there setsid would fork, and whoever carries the
    // worker's words would see its end. The environment there is another.
    private const string AsideElsewhere =
        "export TERM=dumb POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off POWERSHELL_DIAGNOSTICS_OPTOUT=1 DOTNET_EnableDiagnostics=0 DOTNET_LTTng=0; "
        + "pwsh=$1; [ -n \"$3\" ] || [ -x \"$pwsh\" ] || pwsh=$(command -v pwsh) || { echo 'pwsh: command not found' >&2; exit 127; }; "
        + "exec \"$pwsh\" -NoProfile -NonInteractive -NoLogo -Command \"$2\" 3<&0 4>&1 0</dev/null 1>&2";

    private static readonly Dictionary<string, string> Quiet = new(WorkerCommand.LeanRuntime)
    {
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        ["POWERSHELL_UPDATECHECK"] = "Off",
        ["TERM"] = "dumb",

        // Its door for Enter-PSHostProcess is a file too, which stays when it is killed, as every worker is in the end.
        ["POWERSHELL_DIAGNOSTICS_OPTOUT"] = Environment.GetEnvironmentVariable("POWERSHELL_DIAGNOSTICS_OPTOUT") ?? "1",
    };

    /// <summary>The commands, the best first.</summary>
    public static IReadOnlyList<WorkerCommand> Commands() => OperatingSystem.IsWindows()
        ? WorkerCommand.BesideEngine()
        : [.. WorkerCommand.BesideEngine(), Aside($"[Environment]::Exit([{typeof(ComputeWorker).FullName}]::Run(3, 4, 1))", typeof(ComputeWorker).Assembly.Location)];

    private static string[] ThisPowerShell()
    {
        string home = Path.GetDirectoryName(typeof(PSObject).Assembly.Location)!;
        string process = Environment.ProcessPath ?? string.Empty;

        return Path.GetFileNameWithoutExtension(process) switch
        {
            "pwsh" => [process],
            "dotnet" => [process, Path.Combine(home, "pwsh.dll")],

            // PowerShell within another program: its folder may have the executable too.
            _ => [Path.Combine(home, "pwsh")],
        };
    }

    /// <summary>What a script worker is started with.</summary>
    /// <param name="mark">Where it notes the item that it is on.</param>
    public static WorkerCommand ScriptCommand(string mark)
        => Aside($"[Environment]::Exit([{typeof(ScriptWorkerProgram).FullName}]::Run(3, 4, '{Quoted(mark)}'))", typeof(ScriptWorkerProgram).Assembly.Location);

    /// <summary>What a script worker is started with elsewhere, word by word.</summary>
    /// <param name="launcher">Says where PowerShell is there.</param>
    public static IReadOnlyList<string> ScriptProgram(WorkerLauncher launcher)
    {
        string library = Quoted(typeof(ScriptWorkerProgram).Assembly.Location);
        string version = typeof(ScriptWorkerProgram).Assembly.GetName().Version!.ToString(3);

        // This session's module where homes are shared; else the one that is there: its hello says which version that is.
        string program = $"if (Test-Path -LiteralPath '{library}') {{ $null = [Reflection.Assembly]::LoadFrom('{library}') }} "
            + $"else {{ Import-Module PiPS -RequiredVersion {version} -ErrorAction Ignore; "
            + $"if (-not ('{typeof(ScriptWorkerProgram).FullName}' -as [type])) {{ Import-Module PiPS -ErrorAction Ignore }} }}; "
            + $"if (-not ('{typeof(ScriptWorkerProgram).FullName}' -as [type])) {{ [Console]::Error.WriteLine("
            + $"\"The PowerShell module PiPS isn't on $([Environment]::MachineName): install PiPS {version} there, in a folder of its PSModulePath.\"); exit 1 }}; "
            + $"[Environment]::Exit([{typeof(ScriptWorkerProgram).FullName}]::Run(3, 4))";

        // A path to pips is meant for compute workers.
        string? given = Path.GetFileNameWithoutExtension(launcher.WorkerPath) == "pips" ? null : launcher.WorkerPath;
        string here = ThisPowerShell() is [string alone] ? alone : string.Empty;
        return ["/bin/sh", "-c", AsideElsewhere, "sh", given ?? here, program, given is null ? string.Empty : "given"];
    }

    private static WorkerCommand Aside(string program, string library)
        => new("/bin/sh", ["-c", MoveAside, .. ThisPowerShell(), .. Options(program, library)]) { Environment = Quiet };

    private static string[] Options(string program, string library)
        => ["-NoProfile", "-NonInteractive", "-NoLogo", "-Command", $"$null = [Reflection.Assembly]::LoadFrom('{Quoted(library)}'); {program}"];

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
