namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary>A parameter type of our own.</summary>
public sealed record WholeNumber(long Value);
