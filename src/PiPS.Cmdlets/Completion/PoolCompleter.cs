using System.Globalization;
using PiPS.Cmdlets.Pools;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Completion;

/// <summary>The session's pools by name, with what they are and do.</summary>
internal class PoolCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<Choice> Choices(CompletionWord word)
        => PoolRegistry.All.Where(pool => word.Fits(pool.Name)).Select(pool => new Choice(pool.Name, Describe(pool)));

    /// <summary>Process, 4 workers: 1 busy, 3 idle.</summary>
    internal static string Describe(WorkerPool pool)
    {
        IEnumerable<string> states = pool.Workers.GroupBy(worker => worker.State).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.CurrentCulture, $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
        string state = pool.State == PoolState.Running ? string.Empty : $" ({pool.State})";
        string where = pool.Launcher is null ? string.Empty : $" by {pool.Launcher}";
        string count = string.Create(CultureInfo.CurrentCulture, $"{pool.Count} {(pool.Count == 1 ? "worker" : "workers")}");
        return $"{pool.Type}, {count}{where}{(pool.Count > 0 ? ": " : null)}{string.Join(", ", states)}{state}";
    }
}
