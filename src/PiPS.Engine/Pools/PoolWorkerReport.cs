namespace PiPS.Engine.Pools;

/// <summary>A pool's worker as it is now, and where its time went. Times are seconds.</summary>
public record PoolWorkerReport
{
    /// <summary>The worker's number in its pool, from 0. A replacement has the number of the worker that was lost.</summary>
    public required int Index { get; init; }

    /// <summary>Its host; nothing if that is this machine.</summary>
    public string? Host { get; init; }

    /// <summary>The Slurm job that it runs in; nothing if it runs in none, or hasn't said so yet.</summary>
    public string? JobId { get; init; }

    /// <summary>The step of that job.</summary>
    public string? StepId { get; init; }

    /// <summary>Its operating-system process; this one, if it is a thread. Elsewhere, that on its host: 0 until it is ready.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The logical processor that it is kept on; nothing if it may run on any.</summary>
    public required int? Processor { get; init; }

    /// <summary>What it does.</summary>
    public required PoolWorkerState State { get; init; }

    /// <summary>Items that it completed.</summary>
    public required long Done { get; init; }

    /// <summary>Items that failed on it, timed out on it, or were lost with it.</summary>
    public required long Failed { get; init; }

    /// <summary>Workers that were replaced here.</summary>
    public required int Replaced { get; init; }

    /// <summary>How the last worker that ended here ended: negative is the signal that killed it; nothing while none has.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>Bytes of memory that its process holds; nothing for a thread, on another machine, or where it can't be told.</summary>
    public required long? Memory { get; init; }

    /// <summary>Seconds until it was ready.</summary>
    public required double Starting { get; init; }

    /// <summary>Seconds it waited for work.</summary>
    public required double Waiting { get; init; }

    /// <summary>Seconds it ran scripts.</summary>
    public required double Working { get; init; }

    /// <summary>Seconds that items and results were on their way, or the worker wasn't scheduled.</summary>
    public required double Transferring { get; init; }

    /// <summary>Share of its time since it was ready that it worked, 0 to 1.</summary>
    public double BusyShare => Waiting + Working + Transferring is > 0.0 and double all ? Working / all : 0.0;
}
