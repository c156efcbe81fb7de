using System.Management.Automation;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Cmdlets.Pools;

/// <summary>Gathers what each item wrote until it ends.</summary>
internal sealed class ResultCollector
{
    private readonly Dictionary<long, (List<object?> Output, List<ErrorRecord> Errors)> _open = [];

    public void Output(WorkItem item, object? value) => Of(item).Output.Add(value);

    public void Error(WorkItem item, ErrorRecord error) => Of(item).Errors.Add(error);

    public WorkerTaskResult End(ItemEvent ended)
    {
        WorkItem item = ended.Item!;
        (List<object?> output, List<ErrorRecord> errors) = Of(item);
        _open.Remove(item.Index);

        return new()
        {
            Index = item.Index,
            Input = item.Input,
            Output = output,
            Errors = errors,
            Status = ended.Status.ToString(),
            Attempt = item.Attempt,
            Worker = ended.Worker,
            Host = ended.Host,
            Started = ended.Status == ItemStatus.Skipped ? null : DateTime.Now - ended.Duration,
            Duration = ended.Duration,
        };
    }

    private (List<object?> Output, List<ErrorRecord> Errors) Of(WorkItem item)
    {
        if (!_open.TryGetValue(item.Index, out (List<object?> Output, List<ErrorRecord> Errors) gathered))
        {
            _open.Add(item.Index, gathered = ([], []));
        }

        return gathered;
    }
}
