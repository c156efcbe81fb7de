namespace PiPS.Engine.Pools.Runs;

/// <summary>Where a script wrote something. The numbers are on the wire: they never change their meaning.</summary>
public enum StreamKind : byte
{
    /// <summary>What the script gives as its result.</summary>
    Output = 1,

    /// <summary>Errors that didn't end the item.</summary>
    Error = 2,

    /// <summary>Warnings.</summary>
    Warning = 3,

    /// <summary>Verbose messages.</summary>
    Verbose = 4,

    /// <summary>Debug messages.</summary>
    Debug = 5,

    /// <summary>Information records, what Write-Host says among them.</summary>
    Information = 6,

    /// <summary>Progress records.</summary>
    Progress = 7,
}
