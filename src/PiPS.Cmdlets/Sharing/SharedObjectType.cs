namespace PiPS.Cmdlets.Sharing;

/// <summary>What New-SharedObject makes.</summary>
public enum SharedObjectType
{
    /// <summary>Values by key, as in @{}.</summary>
    Dictionary,

    /// <summary>Values by place.</summary>
    List,

    /// <summary>Values by name, as properties.</summary>
    Namespace,

    /// <summary>One value.</summary>
    Value,

    /// <summary>A number that many add to.</summary>
    Counter,
}
