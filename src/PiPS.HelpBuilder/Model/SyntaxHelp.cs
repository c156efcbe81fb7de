namespace PiPS.HelpBuilder.Model;

/// <summary>The parameters of one set, in the order in which a syntax line shows them.</summary>
internal sealed record SyntaxHelp(IReadOnlyList<SyntaxParameter> Parameters);
