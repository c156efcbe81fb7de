using System.CommandLine;

namespace PiPS.Host;

/// <summary><c>pips environment</c>.</summary>
internal static class EnvironmentCommand
{
    public static Command Create() => new("environment", "Says what is measured: processors, limits, instruction sets, system.");
}
