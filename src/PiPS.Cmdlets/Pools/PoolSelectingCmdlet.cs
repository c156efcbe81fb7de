using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Pools;

namespace PiPS.Cmdlets.Pools;

/// <summary>A cmdlet that works on pools, given by name or as objects.</summary>
public abstract class PoolSelectingCmdlet : StoppableCmdlet
{
    /// <summary>Pools by name.</summary>
    protected const string NameSet = "Name";

    /// <summary>Pools as objects.</summary>
    protected const string PoolSet = "Pool";

    /// <summary><b>-Name</b>: names of pools; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public virtual string[] Name { get; set; } = [];

    /// <summary><b>-Pool</b>: pools as Start-WorkerPool or Get-WorkerPool gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PoolSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(PoolObjectCompleter))]
    public virtual WorkerPool[] Pool { get; set; } = [];

    /// <summary>The pools meant; an error for each name that fits none.</summary>
    protected IEnumerable<WorkerPool> Selected()
    {
        if (ParameterSetName == PoolSet)
        {
            return Pool;
        }

        List<WorkerPool> selected = [];

        foreach (string name in Name)
        {
            List<WorkerPool> found = [.. PoolRegistry.Find(name)];
            selected.AddRange(found);

            if (found.Count == 0 && !new NamePattern(name).MayFitNone)
            {
                WriteError(Errors.InvalidOption(PoolErrors.PoolNotFound(name)));
            }
        }

        return selected.Distinct();
    }
}
