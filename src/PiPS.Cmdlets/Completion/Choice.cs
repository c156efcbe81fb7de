namespace PiPS.Cmdlets.Completion;

/// <summary>Something that a parameter may be given.</summary>
/// <param name="Text">What is given, unquoted.</param>
/// <param name="Tip">What helps to choose it.</param>
internal sealed record Choice(string Text, string Tip)
{
    /// <summary>Whether it is written as it is, such as a variable or a number.</summary>
    public bool IsCode { get; init; }
}
