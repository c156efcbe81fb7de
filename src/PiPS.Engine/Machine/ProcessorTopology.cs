using System.Globalization;

namespace PiPS.Engine.Machine;

/// <summary>Which logical processors share a core, a socket, a memory node.</summary>
/// <remarks>Source: Linux's Documentation/admin-guide/cputopology.rst.</remarks>
internal sealed class ProcessorTopology
{
    private const string Cpus = "/sys/devices/system/cpu";
    private const string Nodes = "/sys/devices/system/node";

    private readonly MachineFiles _files;

    private ProcessorTopology(MachineFiles files) => _files = files;

    /// <summary>The logical processors that are online, by number; none if unknown.</summary>
    /// <param name="files">The machine.</param>
    /// <param name="affinity">Those that the process may run on; null if unknown.</param>
    public static LogicalProcessor[] Read(MachineFiles files, int[]? affinity)
    {
        int[] online = ProcessorList.Parse(files.ReadLine($"{Cpus}/online")) ?? [];
        ProcessorTopology topology = new(files);

        // The kernel's core_id is unique within a die only: a core is known by its threads. The second names are from before 5.3.
        Dictionary<int, int> cores = topology.Groups(online, "core_cpus_list", "thread_siblings_list");
        Dictionary<int, int> sockets = topology.Groups(online, "package_cpus_list", "core_siblings_list");
        Dictionary<int, int> nodes = topology.NumaNodes();

        return [.. online.Select(id => new LogicalProcessor
        {
            Id = id,
            Core = Find(cores, id),
            Socket = Find(sockets, id),
            NumaNode = Find(nodes, id),
            IsUsable = affinity is null ? null : Array.BinarySearch(affinity, id) >= 0,
            MaximumFrequency = topology.Frequency(id),
        })];
    }

    /// <summary>Memory nodes, also those without processors, as <c>lscpu</c> counts; null if unknown.</summary>
    public static int? CountNumaNodes(MachineFiles files) => ProcessorList.Parse(files.ReadLine($"{Nodes}/online"))?.Length;

    /// <summary>The frequency governors in use, each once, with a comma between; null if unknown.</summary>
    public static string? Governor(MachineFiles files, IEnumerable<LogicalProcessor> processors)
    {
        string governors = string.Join(", ", processors
            .Select(p => files.ReadLine($"{Cpus}/cpu{p.Id}/cpufreq/scaling_governor"))
            .Where(governor => !string.IsNullOrEmpty(governor))
            .Distinct());

        return governors.Length == 0 ? null : governors;
    }

    /// <summary>Numbers the groups of processors that a topology file lists, in the order of their first processors.</summary>
    private Dictionary<int, int> Groups(int[] online, string file, string formerly)
    {
        Dictionary<int, int> groups = [];
        int count = 0;

        // A group's first member lists them all: one file a group is read, not one a processor.
        foreach (int id in online.Where(id => !groups.ContainsKey(id)))
        {
            string folder = $"{Cpus}/cpu{id}/topology";
            string? list = _files.ReadLine($"{folder}/{file}") ?? _files.ReadLine($"{folder}/{formerly}");
            int[] members = ProcessorList.Parse(list) ?? [];

            if (Array.BinarySearch(members, id) >= 0)
            {
                foreach (int member in members)
                {
                    groups[member] = count;
                }

                count++;
            }
        }

        return groups;
    }

    private Dictionary<int, int> NumaNodes()
    {
        Dictionary<int, int> nodes = [];

        foreach (int node in ProcessorList.Parse(_files.ReadLine($"{Nodes}/online")) ?? [])
        {
            foreach (int id in ProcessorList.Parse(_files.ReadLine($"{Nodes}/node{node}/cpulist")) ?? [])
            {
                nodes[id] = node;
            }
        }

        return nodes;
    }

    private double? Frequency(int id)
    {
        string? text = _files.ReadLine($"{Cpus}/cpu{id}/cpufreq/cpuinfo_max_freq");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value / 1000.0 : null;
    }

    private static int? Find(Dictionary<int, int> numbers, int id) => numbers.TryGetValue(id, out int number) ? number : null;
}
