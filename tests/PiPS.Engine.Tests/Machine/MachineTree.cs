using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

/// <summary>The files of a machine that isn't there, in a temporary folder.</summary>
internal sealed class MachineTree : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pips-machine-");

    public MachineFiles Files => new(_root.FullName);

    public MachineTree With(string path, string content)
    {
        string file = Path.Join(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    /// <param name="files">Lines of "path: content"; in the content, "|" is a new line.</param>
    public MachineTree With(string files)
    {
        foreach (string file in files.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int end = file.IndexOf(": ", StringComparison.Ordinal);
            With(file[..end], file[(end + 2)..].Replace('|', '\n') + "\n");
        }

        return this;
    }

    /// <summary>Every core has these threads; every socket these cores' threads.</summary>
    public MachineTree WithProcessors(string[] cores, string[] sockets)
    {
        foreach ((string[] groups, string file) in new[] { (cores, "core_cpus_list"), (sockets, "package_cpus_list") })
        {
            foreach (string group in groups)
            {
                foreach (int id in ProcessorList.Parse(group)!)
                {
                    With($"/sys/devices/system/cpu/cpu{id}/topology/{file}", group + "\n");
                }
            }
        }

        return this;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
