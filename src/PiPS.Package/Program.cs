using PiPS.Package;

if (args is not [string layout, string folder, string version, string runtime])
{
    Console.Error.WriteLine("Usage: PiPS.Package <folder with the module's files> <folder for the packages> <version> <runtime>");
    return 2;
}

ModuleManifest manifest = ModuleManifest.Read(Path.Join(layout, "PiPS.psd1"));

if (manifest.Version != version)
{
    Console.Error.WriteLine($"The module's manifest says {manifest.Version}, and the build {version}: build again.");
    return 1;
}

IReadOnlyList<PackedFile> files = PackedFile.In(layout);
Directory.CreateDirectory(folder);

string package = Path.Join(folder, $"{ModuleManifest.Name}.{version}.nupkg");
Archive.Write(package, [.. NuGetParts.Of(manifest, files), .. files]);
Console.WriteLine(package);

// A folder of modules, as PSModulePath has them: to be unpacked there.
string zip = Path.Join(folder, $"{ModuleManifest.Name}.{version}-{runtime}.zip");
Archive.Write(zip, [.. files.Select(file => file.Below($"{ModuleManifest.Name}/{manifest.ModuleVersion}/"))]);
Console.WriteLine(zip);
return 0;
