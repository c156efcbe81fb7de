namespace PiPS.HelpBuilder.Model;

/// <summary>All that <c>Get-Help</c> shows of one cmdlet. What the comments don't say is empty.</summary>
internal sealed record CommandHelp
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    public required string Synopsis { get; init; }

    /// <summary>Paragraphs, as are <see cref="Notes"/>.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>One for each parameter set, the default set first.</summary>
    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<ValueHelp> Inputs { get; init; }

    /// <summary>Empty if none is declared; <see cref="ValueHelp.Nothing"/> if it is declared that there is none.</summary>
    public required IReadOnlyList<ValueHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }
}
