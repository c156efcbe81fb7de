namespace PiPS.HelpBuilder.Model;

/// <summary>A parameter in a syntax line.</summary>
internal sealed record SyntaxParameter(ParameterHelp Parameter, ParameterUse Use);
