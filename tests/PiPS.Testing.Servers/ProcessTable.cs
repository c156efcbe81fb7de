using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace PiPS.Testing.Servers;

/// <summary>What Linux tells of processes.</summary>
internal static class ProcessTable
{
    /// <summary>The processes whose parent is this one; zombies don't count.</summary>
    public static IEnumerable<int> Children(int parent)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            // pid (name) state parent ...; the name may have spaces and parentheses.
            if (int.TryParse(Path.GetFileName(folder), out int id) && TryRead($"{folder}/stat") is string stat
                && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [not "Z", string itsParent, ..] && itsParent == $"{parent}")
            {
                yield return id;
            }
        }
    }

    /// <summary>Whether a process has a TCP connection whose near end is there.</summary>
    public static bool HasConnection(int id, string address, int port)
    {
        // As the kernel writes it: 127.0.0.2, port 22 is 0200007F:0016.
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(IPAddress.Parse(address).GetAddressBytes());
        string near = string.Create(CultureInfo.InvariantCulture, $"{number:X8}:{port:X4}");
        HashSet<string> sockets = [.. (TryRead("/proc/net/tcp") ?? string.Empty).Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1] == near)
            .Select(fields => $"socket:[{fields[9]}]")];

        try
        {
            return Directory.EnumerateFiles($"/proc/{id}/fd").Any(path => new FileInfo(path).LinkTarget is string to && sockets.Contains(to));
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Processes end while one looks.
    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
