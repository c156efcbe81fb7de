namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary>A cup of coffee.</summary>
public sealed record Cup(double Litres);
