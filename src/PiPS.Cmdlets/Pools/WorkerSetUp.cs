using System.Collections;
using PiPS.Cmdlets.Tasks;

namespace PiPS.Cmdlets.Pools;

/// <summary>How a worker sets itself up, and what it runs when it is ended by choice.</summary>
/// <param name="Start">Modules, functions, variables, and the initialization script.</param>
/// <param name="Exit">The exit script; null for none.</param>
internal sealed record WorkerSetUp(TaskDefinition Start, TaskDefinition? Exit)
{
    /// <summary>Nothing to prepare.</summary>
    public static WorkerSetUp None { get; } = new(TaskDefinition.Nothing, null);

    public Hashtable ToValues()
        => new() { [nameof(Start)] = Start.ToValues(), [nameof(Exit)] = Exit?.ToValues() };

    /// <summary>As it is, from this process, or of values that travelled.</summary>
    public static WorkerSetUp Of(object given) => given as WorkerSetUp ?? FromValues((IDictionary)Values.Plain(given)!);

    private static WorkerSetUp FromValues(IDictionary values) => new(
        TaskDefinition.FromValues(values.Get<IDictionary>(nameof(Start))),
        Values.Plain(values[nameof(Exit)]) is IDictionary exit ? TaskDefinition.FromValues(exit) : null);
}
