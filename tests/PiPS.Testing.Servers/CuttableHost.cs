using System.Globalization;

namespace PiPS.Testing.Servers;

/// <summary>A host with a network of its own, and a link to this machine that can be cut: nobody is told, packets just don't arrive. Needs root.</summary>
public sealed class CuttableHost : IDisposable
{
    private static int _made;

    private readonly string _near;

    /// <summary>Makes the network and the link.</summary>
    /// <param name="name">The host's name.</param>
    public CuttableHost(string name)
    {
        int number = Interlocked.Increment(ref _made);
        string tag = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{number}");

        // Interfaces have short names; two processes that use the same addresses would be in each other's way.
        string network = string.Create(CultureInfo.InvariantCulture, $"10.{200 + (number % 50)}.{Environment.ProcessId % 250}");
        Name = name;
        Space = $"pips-{tag}";
        _near = $"pn{tag}";
        string far = $"pf{tag}";
        Address = $"{network}.2";
        Ip("netns", "add", Space);

        try
        {
            Ip("link", "add", _near, "type", "veth", "peer", "name", far, "netns", Space);
            Ip("addr", "add", $"{network}.1/30", "dev", _near);
            Ip("link", "set", _near, "up");
            Ip("-n", Space, "addr", "add", $"{Address}/30", "dev", far);
            Ip("-n", Space, "link", "set", far, "up");
            Ip("-n", Space, "link", "set", "lo", "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why it can't be had here, or null: reason enough to skip a test.</summary>
    public static string? MissingReason => Missing.Reason(["ip"], "iproute2")
        ?? SshServer.MissingReason
        ?? (CanMake() ? null : "network namespaces can't be made here");

    /// <summary>What clients call it.</summary>
    public string Name { get; }

    /// <summary>Its address.</summary>
    public string Address { get; }

    /// <summary>Its network namespace, as <c>ip netns</c> knows it.</summary>
    public string Space { get; }

    /// <summary>Cuts the link.</summary>
    public void Cut() => Ip("link", "set", _near, "down");

    /// <summary>Mends it.</summary>
    public void Mend() => Ip("link", "set", _near, "up");

    /// <summary>Removes the network; its processes must have ended.</summary>
    public void Dispose() => _ = Command.Run("ip", ["netns", "del", Space]);

    private static bool CanMake()
    {
        string probe = string.Create(CultureInfo.InvariantCulture, $"pips-probe-{Environment.ProcessId}");
        bool can = Command.Run("ip", ["netns", "add", probe]).ExitCode == 0;
        _ = can ? Command.Run("ip", ["netns", "del", probe]) : null;
        return can;
    }

    private static void Ip(params string[] arguments) => Command.Read("ip", arguments);
}
