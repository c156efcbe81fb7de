using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace PiPS.Testing.Servers;

/// <summary>What Linux tells of processes.</summary>
internal static class ProcessTable
{
    /// <summary>The processes whose parent is this one; zombies don't count.</summary>
    public static IEnumerable<int> Children(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
        .Where(id => id != 0 && Stat(id) is [not "Z", string itsParent, ..] && itsParent == $"{parent}");

    /// <summary>Whether a process is there, and not a zombie.</summary>
    public static bool IsAlive(int id) => Stat(id) is [not "Z", ..];

    /// <summary>Kills a process, and waits for its end.</summary>
    public static void Kill(int id)
    {
        using (Process process = Process.GetProcessById(id))
        {
            process.Kill();
        }

        Poll.Until(() => !IsAlive(id), $"The end of process {id}");
    }

    /// <summary>Whether a process has a TCP connection, in its own network, whose near end is there.</summary>
    public static bool HasConnection(int id, string address, int port)
    {
        // As the kernel writes it: 127.0.0.2, port 22 is 0200007F:0016.
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(IPAddress.Parse(address).GetAddressBytes());
        string near = string.Create(CultureInfo.InvariantCulture, $"{number:X8}:{port:X4}");
        HashSet<string> sockets = [.. (TryRead($"/proc/{id}/net/tcp") ?? string.Empty).Split('\n')
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

    // State, parent and so on, or null: processes end while one looks. Before these is the name, which may have spaces and parentheses.
    private static string[]? Stat(int id) =>
        TryRead($"/proc/{id}/stat") is string stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : null;

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
