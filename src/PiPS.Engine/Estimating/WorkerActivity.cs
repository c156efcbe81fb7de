namespace PiPS.Engine.Estimating;

/// <summary>What workers do, by the names that results have.</summary>
public static class WorkerActivity
{
    /// <summary>It starts, and can't take work yet.</summary>
    public const string StartUp = nameof(StartUp);

    /// <summary>It counts hits.</summary>
    public const string Computing = nameof(Computing);

    /// <summary>It has nothing to do.</summary>
    public const string Waiting = nameof(Waiting);

    /// <summary>Work and answers are on their way, or the worker isn't scheduled.</summary>
    public const string Transfer = nameof(Transfer);

    /// <summary>What it did before it died came to nothing.</summary>
    public const string Lost = nameof(Lost);
}
