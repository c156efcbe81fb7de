using System.Management.Automation;

namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary>A base class, generic so that its documentation has an id that differs from the type's name.</summary>
public abstract class BrewingCmdlet<T> : PSCmdlet
{
    /// <summary><b>-TimeoutSeconds</b>: how long to wait.</summary>
    /// <value>for ever</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <summary><b>-Taste</b>: what it should taste of.</summary>
    [Parameter]
    public virtual T? Taste { get; set; }
}
