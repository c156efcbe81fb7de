namespace PiPS.Cmdlets.Pools;

/// <summary>What a pool's workers are.</summary>
public enum PoolType
{
    /// <summary>Processes of PowerShell: each has a memory of its own, and can be killed.</summary>
    Process,

    /// <summary>Runspaces on threads of this process: they share its objects.</summary>
    Thread,
}
