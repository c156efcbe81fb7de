using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>No host is left that workers could be put on.</summary>
public sealed class HostsFailedException : WorkersFailedException
{
    internal HostsFailedException(IReadOnlyList<string> hosts, string message)
        : base(message)
    {
        Hosts = hosts;
    }

    /// <summary>The hosts that failed.</summary>
    public IReadOnlyList<string> Hosts { get; }
}
