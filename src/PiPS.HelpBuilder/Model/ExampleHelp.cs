namespace PiPS.HelpBuilder.Model;

/// <summary>An example: what it shows, the PowerShell to type, and paragraphs of what comes of it.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);
