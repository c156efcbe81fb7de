namespace PiPS.HelpBuilder.About;

/// <summary>A page has what a help text can't show.</summary>
internal sealed class AboutPageException : Exception
{
    public AboutPageException(int line, string message)
        : base(message)
    {
        Line = line;
    }

    /// <summary>Where, from 1.</summary>
    public int Line { get; }
}
