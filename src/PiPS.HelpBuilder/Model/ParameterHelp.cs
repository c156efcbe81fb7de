namespace PiPS.HelpBuilder.Model;

/// <summary>A parameter, and what it is in each parameter set.</summary>
internal sealed record ParameterHelp
{
    /// <summary>Without the dash.</summary>
    public required string Name { get; init; }

    public required string TypeName { get; init; }

    /// <summary>With its namespace.</summary>
    public required string FullTypeName { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required string DefaultValue { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The values to choose from, of an enumeration or a ValidateSet; empty if any value will do.</summary>
    public IReadOnlyList<ChoiceHelp> Choices { get; init; } = [];

    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    public bool IsSwitch { get; init; }

    public bool IsList { get; init; }

    public bool AcceptsWildcards { get; init; }

    /// <summary>What it is in one parameter set; null if it isn't in that set.</summary>
    public ParameterUse? In(string? set)
        => Uses.FirstOrDefault(use => use.Set == set) ?? Uses.FirstOrDefault(use => use.Set is null);

    /// <summary>What it is in general: required if every set requires it, fed by whatever feeds it in any.</summary>
    public ParameterUse Overall() => new()
    {
        Required = Uses.All(use => use.Required),
        Position = Uses.Select(use => use.Position).FirstOrDefault(position => position is not null),
        ByValue = Uses.Any(use => use.ByValue),
        ByPropertyName = Uses.Any(use => use.ByPropertyName),
    };
}
