namespace PiPS.Engine.Pools.Logging;

/// <summary>What a log from before says about which items are run.</summary>
public enum ResumeMode
{
    /// <summary>Nothing: all are run.</summary>
    None,

    /// <summary>What is Completed there isn't run; all else is.</summary>
    Unfinished,

    /// <summary>What is there and not Completed is run; nothing else is.</summary>
    Failed,
}
