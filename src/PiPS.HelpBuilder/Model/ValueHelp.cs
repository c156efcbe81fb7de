namespace PiPS.HelpBuilder.Model;

/// <summary>A type that a cmdlet takes from the pipeline or emits. <see cref="Nothing"/> says that there is none.</summary>
internal sealed record ValueHelp(string TypeName, string Description)
{
    public static ValueHelp Nothing { get; } = new("None", "");
}
