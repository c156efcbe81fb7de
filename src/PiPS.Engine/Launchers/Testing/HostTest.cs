namespace PiPS.Engine.Launchers.Testing;

/// <summary>What came of putting a worker somewhere. Times are seconds; what isn't known, as after a failure, is <see langword="null"/>.</summary>
public sealed record HostTest
{
    /// <summary>What was tried: a host as the user named it, a node, a partition, a command.</summary>
    public required string Place { get; init; }

    /// <summary>What the host calls itself; Slurm's name for it, where Slurm started the worker.</summary>
    public string? Host { get; init; }

    /// <summary>Ready; Clock or Miscount if a worker runs there but its clock is off or its hits are wrong; Queued, TimedOut, or else why there is none, such as HostKey or NoWorker.</summary>
    public required string Status { get; init; }

    /// <summary>What is wrong, in a sentence; empty if nothing is.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>What to do about it; empty if nothing is to be done.</summary>
    public string Recommendation { get; init; } = string.Empty;

    /// <summary>Version of PiPS there.</summary>
    public string? ProductVersion { get; init; }

    /// <summary>Processors that a worker can use there.</summary>
    public int? Processors { get; init; }

    /// <summary>Seconds that the clock there is ahead of the one here; negative if it is behind. Known to half of <see cref="RoundTrip"/>, and to the hundredths of a second that a
    /// starting worker takes to say it.</summary>
    public double? ClockOffset { get; init; }

    /// <summary>Seconds from the first step to the worker's hello, log-in and waiting for a turn included.</summary>
    public double? StartUp { get; init; }

    /// <summary>Seconds that a question and its answer took to travel: the least of several.</summary>
    public double? RoundTrip { get; init; }

    /// <summary>Trials a second of this one worker, on its threads.</summary>
    public double? Rate { get; init; }

    /// <summary>Threads that it counted on.</summary>
    public required int Threads { get; init; }

    /// <summary>The Slurm job that it ran in; <see langword="null"/> if in none.</summary>
    public string? JobId { get; init; }

    /// <summary>The step of that job; <see langword="null"/> if it ran in none.</summary>
    public string? StepId { get; init; }

    /// <summary>Whether workers can be put there and are to be trusted.</summary>
    public bool IsReady => Status == nameof(HostStatus.Ready);
}
