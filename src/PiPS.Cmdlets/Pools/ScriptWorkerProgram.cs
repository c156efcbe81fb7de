using PiPS.Cmdlets.Sharing;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Pools;

/// <summary>The main program of a pool's worker process.</summary>
public static class ScriptWorkerProgram
{
    /// <summary>Serves the pool on descriptors that its pipes were moved to.</summary>
    /// <param name="input">To read from.</param>
    /// <param name="output">To write to.</param>
    /// <param name="mark">Where to note the item that is run.</param>
    /// <returns>The exit code.</returns>
    public static int Run(int input, int output, string mark) => Serve(input, output, mark);

    /// <summary>Serves a pool that shares no memory with it.</summary>
    /// <param name="input">To read from.</param>
    /// <param name="output">To write to.</param>
    /// <returns>The exit code.</returns>
    public static int Run(int input, int output) => Serve(input, output, null);

    private static int Serve(int input, int output, string? mark)
    {
        RemoteSpace shares = SessionShares.BecomeWorker();
        return ScriptWorker.Run(input, output, mark, PoolFactory.Codec(), shares, () => new RunspaceHost(sharesObjects: false));
    }
}
