using System.Management.Automation;
using System.Reflection;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Reads the help of every cmdlet in an assembly from its attributes and its documentation comments.</summary>
internal static class HelpReader
{
    /// <remarks>Loads the assembly to look at it; no code in it is run.</remarks>
    public static IReadOnlyList<CommandHelp> Read(string assemblyPath, IEnumerable<string> documentationPaths)
        => Read(Assembly.LoadFrom(Path.GetFullPath(assemblyPath)), new DocumentationFiles(documentationPaths));

    public static IReadOnlyList<CommandHelp> Read(Assembly assembly, DocumentationFiles documentation)
    {
        // What PowerShell imports: https://github.com/PowerShell/PowerShell, PSSnapInHelpers.AnalyzeModuleAssemblyWithReflection.
        List<Type> cmdlets = [.. assembly.GetTypes()
            .Where(type => type.IsVisible && !type.IsAbstract && type.One<CmdletAttribute>() is not null)];
        CommandReader reader = new(documentation, new DocumentationText(new References(cmdlets)));
        return [.. cmdlets.Select(reader.Read).OrderBy(command => command.Name, StringComparer.Ordinal)];
    }
}
