using System.Management.Automation;
using System.Reflection;

namespace PiPS.Import;

/// <summary>Why the module can't be imported.</summary>
internal static class ImportErrors
{
    public static RuntimeException AnotherVersionLoaded(Assembly loaded, Assembly wanted)
    {
        (string here, string there) = (Version(loaded), Version(wanted));
        string which = here == there ? $"Another build of PiPS {here}" : $"PiPS {here}";
        string message = $"{which} is loaded already in this session, from {Path.GetDirectoryName(Path.GetDirectoryName(loaded.Location))}: "
            + $"PiPS {there} can't be imported beside it.";
        InvalidOperationException cause = new(message);
        ErrorRecord record = new(cause, nameof(AnotherVersionLoaded), ErrorCategory.ResourceExists, there)
        {
            ErrorDetails = new(message)
            {
                RecommendedAction = $"Start a new session (pwsh), and import PiPS {there} there: a process never gets rid of an assembly, not by Remove-Module either.",
            },
        };
        return new(message, cause, record);
    }

    private static string Version(Assembly assembly)
        => (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
