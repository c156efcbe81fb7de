using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Hands the records of PowerShell's streams on as they are written, on the thread that writes them.</summary>
internal static class StreamForwarder
{
    public static void Attach(PSDataStreams streams, TaskRun run)
    {
        Forward(streams.Error, StreamKind.Error, run);
        Forward(streams.Warning, StreamKind.Warning, run);
        Forward(streams.Verbose, StreamKind.Verbose, run);
        Forward(streams.Debug, StreamKind.Debug, run);
        Forward(streams.Information, StreamKind.Information, run);
        Forward(streams.Progress, StreamKind.Progress, run);
    }

    private static void Forward<T>(PSDataCollection<T> stream, StreamKind kind, TaskRun run)
        => stream.DataAdded += (_, _) =>
        {
            // Taken out, so that a million warnings take no room.
            foreach (T record in stream.ReadAll())
            {
                run.Write(kind, record);
            }
        };
}
