namespace PiPS.Testing.Servers;

/// <summary>What a command ended with.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number, if a signal ended it.</param>
/// <param name="Output">What it wrote on its standard output.</param>
/// <param name="Error">What it wrote on its standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error);
