using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace PiPS.Package;

/// <summary>What makes a zip file a NuGet package: its specification, and the three parts that the Open Packaging Conventions ask for.</summary>
internal static class NuGetParts
{
    private const string SpecificationName = ModuleManifest.Name + ".nuspec";

    public static IEnumerable<PackedFile> Of(ModuleManifest manifest, IReadOnlyList<PackedFile> files)
    {
        byte[] specification = Bytes(Specification(manifest));
        string properties = $"package/services/metadata/core-properties/{Convert.ToHexStringLower(SHA256.HashData(specification).AsSpan(0, 16))}.psmdcp";

        yield return new("_rels/.rels", Bytes(Relationships(properties)), IsProgram: false);
        yield return new(SpecificationName, specification, IsProgram: false);
        yield return new("[Content_Types].xml", Bytes(ContentTypes(files)), IsProgram: false);
        yield return new(properties, Bytes(CoreProperties(manifest)), IsProgram: false);
    }

    private static XElement Specification(ModuleManifest manifest)
    {
        XNamespace ns = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
        return new(
            ns + "package",
            new XElement(
                ns + "metadata",
                new XElement(ns + "id", ModuleManifest.Name),
                new XElement(ns + "version", manifest.Version),
                new XElement(ns + "authors", manifest.Author),
                new XElement(ns + "owners", manifest.Author),
                new XElement(ns + "requireLicenseAcceptance", false),
                new XElement(ns + "license", new XAttribute("type", "expression"), "MIT"),
                new XElement(ns + "licenseUrl", "https://licenses.nuget.org/MIT"),
                new XElement(ns + "description", manifest.Description),
                new XElement(ns + "copyright", manifest.Copyright),
                new XElement(ns + "tags", string.Join(' ', manifest.Tags))));
    }

    private static XElement Relationships(string properties)
    {
        XNamespace ns = "http://schemas.openxmlformats.org/package/2006/relationships";
        return new(
            ns + "Relationships",
            Relationship("http://schemas.microsoft.com/packaging/2010/07/manifest", SpecificationName, "R1"),
            Relationship("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", properties, "R2"));

        XElement Relationship(string type, string target, string id)
            => new(ns + "Relationship", new XAttribute("Type", type), new XAttribute("Target", "/" + target), new XAttribute("Id", id));
    }

    private static XElement ContentTypes(IReadOnlyList<PackedFile> files)
    {
        XNamespace ns = "http://schemas.openxmlformats.org/package/2006/content-types";
        IEnumerable<string> extensions = files.Select(file => Path.GetExtension(file.Path).TrimStart('.')).Where(extension => extension.Length > 0).Append("nuspec")
            .Distinct().Order(StringComparer.Ordinal);
        return new(
            ns + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml"),
            extensions.Select(extension => Default(extension, "application/octet")),
            files.Where(file => Path.GetExtension(file.Path).Length == 0).Select(file => Override(file.Path)));

        XElement Default(string extension, string type)
            => new(ns + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

        XElement Override(string part)
            => new(ns + "Override", new XAttribute("PartName", "/" + part), new XAttribute("ContentType", "application/octet"));
    }

    private static XElement CoreProperties(ModuleManifest manifest)
    {
        XNamespace ns = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        return new(
            ns + "coreProperties",
            new XElement(dc + "creator", manifest.Author),
            new XElement(dc + "description", manifest.Description),
            new XElement(dc + "identifier", ModuleManifest.Name),
            new XElement(ns + "version", manifest.Version),
            new XElement(ns + "keywords", string.Join(' ', manifest.Tags)));
    }

    private static byte[] Bytes(XElement root) => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n".ReplaceLineEndings("\n"));
}
