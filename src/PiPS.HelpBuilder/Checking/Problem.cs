namespace PiPS.HelpBuilder.Checking;

/// <summary>Something missing from a cmdlet's comments.</summary>
internal sealed record Problem(string Code, string Text)
{
    /// <summary>As MSBuild wants it, to be shown as a build error.</summary>
    /// <remarks>https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks</remarks>
    public string Show(string origin) => $"{origin} : error {Code}: {Text}";
}
