namespace PiPS.HelpBuilder.Model;

/// <summary>A related link; another cmdlet has a name and no address.</summary>
internal sealed record LinkHelp(string Text, string Address);
