namespace PiPS.Cmdlets.Tasks;

/// <summary>Where a script's record goes: its output, or one of PowerShell's streams.</summary>
public enum StreamKind
{
    /// <summary>The output: any object, also null.</summary>
    Output,

    /// <summary>An <c>ErrorRecord</c>.</summary>
    Error,

    /// <summary>A <c>WarningRecord</c>.</summary>
    Warning,

    /// <summary>A <c>VerboseRecord</c>.</summary>
    Verbose,

    /// <summary>A <c>DebugRecord</c>.</summary>
    Debug,

    /// <summary>An <c>InformationRecord</c>, also what Write-Host writes.</summary>
    Information,

    /// <summary>A <c>ProgressRecord</c>.</summary>
    Progress,
}
