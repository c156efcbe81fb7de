namespace PiPS.HelpBuilder.Model;

/// <summary>One <c>[Parameter]</c>: what a parameter is in one set.</summary>
internal sealed record ParameterUse
{
    /// <summary>The parameter set; null stands for all of them.</summary>
    public string? Set { get; init; }

    public bool Required { get; init; }

    /// <summary>From 0; null if it must be named.</summary>
    public int? Position { get; init; }

    public bool ByValue { get; init; }

    public bool ByPropertyName { get; init; }

    public string PipelineInput => (ByPropertyName, ByValue) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByPropertyName)",
        (false, true) => "True (ByValue)",
        _ => "False",
    };
}
