using System.Management.Automation;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PiPS.Import;

/// <summary>Refuses to import the module where another version of it is loaded, and loads the engine otherwise.</summary>
/// <remarks>
/// A process never gets rid of an assembly, and has one of a name. PowerShell would say "Assembly with same name is already loaded", or go on
/// with another version's types.
/// </remarks>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    private const string Engine = "PiPS.Engine";

    /// <exception cref="RuntimeException">Another version is loaded.</exception>
    public void OnImport()
    {
        string folder = Path.GetDirectoryName(typeof(ModuleImport).Assembly.Location)!;
        string path = Path.Join(folder, Engine + ".dll");
        Assembly? loaded = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == Engine);

        if (loaded is null)
        {
            // Its types are there for [PiPS.Engine...] at once, and not from the first command on.
            Assembly.LoadFrom(path);
        }
        else if (loaded.Location != path && loaded.ManifestModule.ModuleVersionId != BuildOf(path))
        {
            throw ImportErrors.AnotherVersionLoaded(loaded, typeof(ModuleImport).Assembly);
        }
    }

    private static Guid BuildOf(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid);
    }
}
