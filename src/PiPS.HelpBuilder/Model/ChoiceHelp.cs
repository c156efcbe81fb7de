namespace PiPS.HelpBuilder.Model;

/// <summary>One of the values that a parameter allows; its description may be empty.</summary>
internal sealed record ChoiceHelp(string Value, string Description);
