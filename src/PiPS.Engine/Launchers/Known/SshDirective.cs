namespace PiPS.Engine.Launchers.Known;

/// <summary>A line of ssh's configuration, and for which hosts it counts.</summary>
/// <param name="Line">The line.</param>
/// <param name="Conditions">They all have to hold.</param>
/// <param name="File">Where it is.</param>
internal sealed record SshDirective(SshConfigLine Line, IReadOnlyList<SshCondition> Conditions, string File)
{
    public bool Counts(string name) => Conditions.All(condition => condition.Holds(name));
}
