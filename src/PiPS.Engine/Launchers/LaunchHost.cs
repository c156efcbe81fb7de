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

    public bool IsSetAside { get; set; }
}
