using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Soaking.Workers;

/// <summary>This program as a pool's worker process: like PowerShell's, with programs of C# in the place of script blocks.</summary>
internal static class SoakWorker
{
    // As PowerShell workers are started: the protocol moves to descriptors 3 and 4 before .NET is there.
    private const string Aside = "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

    /// <summary>What one is started with.</summary>
    /// <param name="mark">Where it notes the item that it is on.</param>
    public static WorkerCommand Command(string mark)
        => new("/bin/sh", ["-c", Aside, Environment.ProcessPath!, "worker", mark]) { Environment = WorkerCommand.LeanRuntime };

    /// <summary>Serves its parent.</summary>
    public static int Run(string mark)
    {
        CompactCodec? codec = null;
        RemoteSpace shares = new(() => codec!);
        codec = new(shared: shares);
        return ScriptWorker.Run(3, 4, mark, codec, shares, () => new SoakHost(isProcess: true));
    }
}
