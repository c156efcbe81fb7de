using System.Globalization;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>What a compute worker elsewhere is started with.</summary>
internal static class ComputeProgram
{
    // The first pips that is there: this machine's own path (homes are often shared), where a copy is put, the PATH.
    private const string First = "for pips in \"$1\" \"$HOME/.cache/pips/$2/pips\" \"$(command -v pips)\"; do [ -x \"$pips\" ] && exec \"$pips\" worker --threads \"$3\"; done; "
        + "echo 'pips: command not found' >&2; exit 127";

    // It was put there for this.
    private const string Copy = "exec \"$HOME/.cache/pips/$1/pips\" worker --threads \"$2\"";

    /// <param name="launcher">Says where the program is, and on how many threads it counts.</param>
    /// <returns>Words, unquoted.</returns>
    public static IReadOnlyList<string> Of(WorkerLauncher launcher)
    {
        string threads = launcher.ThreadsPerWorker.ToString(CultureInfo.InvariantCulture);
        return launcher switch
        {
            { WorkerPath: string path } => [path, "worker", "--threads", threads],
            { CopyWorker: true } => ["/bin/sh", "-c", Copy, "sh", Hello.ThisVersion, threads],
            _ => ["/bin/sh", "-c", First, "sh", Here(), Hello.ThisVersion, threads],
        };
    }

    // What is run by dotnet here has no path that would start it there.
    private static string Here()
        => WorkerCommand.BesideEngine() is [{ Arguments: ["worker"] } command, ..] ? command.FileName : string.Empty;
}
