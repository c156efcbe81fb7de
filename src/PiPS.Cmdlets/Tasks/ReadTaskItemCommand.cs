using System.Collections;
using System.Management.Automation;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Tasks;

/// <summary>The head of a task's pipeline: hands items to the script, one at a time. It isn't exported.</summary>
/// <remarks>WriteObject returns only when all that the script writes for the item has reached the pipeline's other end.</remarks>
public sealed class ReadTaskItemCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary><b>-Run</b>: the task.</summary>
    [Parameter(Mandatory = true)]
    public TaskRun? Run { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Run!.Script!.HasPhases)
        {
            Run.Begin(TaskPhase.Beginning);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TaskRun run = Run!;

        if (run.IsOpen)
        {
            run.End(failure: null);
        }

        while (TryTake(run, out object? item))
        {
            run.Begin(item);
            Bind(run, item);

            try
            {
                WriteObject(item, enumerateCollection: false);
            }
            catch (FlowControlException flow)
            {
                // It would end the pipeline silently, and "exit" perhaps the process.
                run.Flow = flow;
                throw new InvalidOperationException(flow.Message, flow);
            }

            run.End(failure: null);
        }

        if (run.Script!.HasPhases)
        {
            run.Begin(TaskPhase.Ending);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private bool TryTake(TaskRun run, out object? item)
    {
        try
        {
            return run.TryTake(_stop.Token, out item);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Bind(TaskRun run, object? item)
    {
        if (run.Script!.Parameters is IReadOnlyList<string> parameters)
        {
            SessionState.PSVariable.Set(ScriptCompiler.ArgumentsVariable, Arguments(run.Task, parameters, item));
        }
    }

    private static object Arguments(TaskDefinition task, IReadOnlyList<string> parameters, object? item)
        => task switch
        {
            { ArgumentList: { } given } => given.ToArray(),
            { HasInput: false } => Array.Empty<object?>(),
            _ when parameters.Count == 0 => Array.Empty<object?>(),
            _ => Values.Plain(item) switch
            {
                IDictionary names when names is not SharedProxy && (parameters.Count > 1 || names.Contains(parameters[0])) => names,
                IList list and not byte[] when parameters.Count > 1 => list.Cast<object?>().ToArray(),
                _ => new object?[] { item },
            },
        };
}
