using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>The end of a task's pipeline: hands the script's output to the port, and keeps next to none of it.</summary>
/// <remarks>A cmdlet at the end would do the same, but binding its parameter anew for each output took 40 % of a worker's time.</remarks>
internal static class TaskOutput
{
    // What was handed on is dropped now and then: to drop each would cost more than to keep a few.
    private const int Kept = 256;

    public static PSDataCollection<PSObject> To(TaskRun run)
    {
        PSDataCollection<PSObject> output = new() { DataAddedCount = Kept };
        output.DataAdding += (_, adding) => run.Write(StreamKind.Output, adding.ItemAdded);
        output.DataAdded += (_, _) => output.Clear();
        return output;
    }
}
