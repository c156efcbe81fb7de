namespace PiPS.Engine.Launchers;

/// <summary>What is noted about a host that workers are put on. Whoever reads or writes it holds the session's lock.</summary>
internal sealed class LaunchHost
{
    /// <summary>After so many failures with nothing done in between no more workers are put there.</summary>
    public const int MostFailures = 3;

    public LaunchHost(string name)
    {
        Name = name;
    }

    public string Name { get; }

    /// <summary>Workers there, those on their way included.</summary>
    public int Workers { get; set; }

    /// <summary>Workers lost there since something was done there.</summary>
    public int Failures { get; set; }

    /// <summary>What was said of the last one.</summary>
    public string LastWords { get; set; } = string.Empty;

    /// <summary>Failures that weren't its fault since a worker said hello there.</summary>
    public int Forgiven { get; set; }

    /// <summary>Until when no worker is put there, on <see cref="Environment.TickCount64"/>.</summary>
    public long PausedUntil { get; set; }

    public bool IsSetAside { get; set; }
}
