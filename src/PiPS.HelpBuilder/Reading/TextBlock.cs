namespace PiPS.HelpBuilder.Reading;

/// <summary>A paragraph of plain text, or a code block with its lines as they were.</summary>
internal sealed record TextBlock(string Text, bool IsCode);
