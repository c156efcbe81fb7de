using System.Diagnostics;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Servers;

/// <summary>Another process that owns a server, to be killed.</summary>
internal sealed class ServerOwner : IDisposable
{
    private readonly Process _process;

    /// <param name="kind">ssh or slurm.</param>
    public ServerOwner(string kind)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "PiPS.Testing.Servers"), [kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Folder = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"It ended before it had a server: {kind}.");
    }

    public string Folder { get; }

    /// <summary>Kills it alone, none of its children, and waits until all of its server is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        Poll.Until(() => !Directory.Exists(Folder) && Leftovers.Of(Folder).Count == 0, "The server's end", () => string.Join("; ", Leftovers.Of(Folder)));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
