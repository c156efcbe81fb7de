namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary>How dark.</summary>
public enum Roast
{
    /// <summary>Light, as <see cref="Dark"/> is not.</summary>
    Light,

    /// <summary>Dark &amp; oily.</summary>
    Dark,
}
