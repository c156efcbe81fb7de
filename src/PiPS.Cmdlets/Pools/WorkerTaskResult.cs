using System.Management.Automation;

namespace PiPS.Cmdlets.Pools;

/// <summary>What became of one item: Invoke-WorkerTask -AsResult gives one for each.</summary>
public sealed class WorkerTaskResult
{
    /// <summary>The item's place in the input, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The item.</summary>
    public required object? Input { get; init; }

    /// <summary>What the script gave for it.</summary>
    public required IReadOnlyList<object?> Output { get; init; }

    /// <summary>Errors that the script wrote or ended with.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>Completed, Failed, TimedOut, WorkerLost or Skipped.</summary>
    public required string Status { get; init; }

    /// <summary>How often it was begun.</summary>
    public required int Attempt { get; init; }

    /// <summary>The process that ran it last; 0 for none.</summary>
    public required int Worker { get; init; }

    /// <summary>Name of the machine that it ran on; nothing if no worker ran it.</summary>
    public required string? Host { get; init; }

    /// <summary>When the last attempt ended, less how long it ran; nothing if it was never begun.</summary>
    public required DateTime? Started { get; init; }

    /// <summary>How long the last attempt ran.</summary>
    public required TimeSpan Duration { get; init; }
}
