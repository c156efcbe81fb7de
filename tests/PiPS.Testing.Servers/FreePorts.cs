using System.Net;
using System.Net.Sockets;

namespace PiPS.Testing.Servers;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePorts
{
    // Below what Linux gives to outgoing connections, which would come between looking and listening.
    private const int First = 12000;
    private const int Last = 32000;

    /// <summary>Takes some, all different. Somebody may be faster than who asked: then ask again.</summary>
    public static int[] Take(int count)
    {
        HashSet<int> ports = [];

        while (ports.Count < count)
        {
            int port = Random.Shared.Next(First, Last);

            if (IsFree(port))
            {
                ports.Add(port);
            }
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
