using PiPS.Engine.Estimating;

namespace PiPS.Engine.Launchers;

/// <summary>How workers are put on other machines, by what the site already runs: a value that says how, and does nothing by itself.</summary>
/// <remarks>Whoever uses it opens a <see cref="LaunchSession"/>, which leaves nothing when it ends.</remarks>
public abstract record WorkerLauncher
{
    /// <summary>The most threads that a compute worker counts on.</summary>
    public const int MaximumThreads = 4096;

    private protected WorkerLauncher()
    {
    }

    /// <summary>Slurm, Ssh or Command.</summary>
    public abstract string Kind { get; }

    /// <summary>The hosts that are known beforehand, as the user named them; for the others what stands for them, such as a partition.</summary>
    public abstract IReadOnlyList<string> Places { get; }

    /// <summary>Where <c>pips</c>, or <c>pwsh</c>, is there; <see langword="null"/> to look where this machine has it, where <see cref="CopyWorker"/> puts it, and on the PATH.</summary>
    public string? WorkerPath { get; init; }

    /// <summary>Whether a self-contained <c>pips</c> is put there first, where it is missing.</summary>
    public bool CopyWorker { get; init; }

    /// <summary>Threads that each compute worker counts on, 1 to 4096.</summary>
    public int ThreadsPerWorker { get; init; } = 1;

    /// <summary>Workers, where no number is given; <see langword="null"/> if one has to be given.</summary>
    public abstract int? UsualCount { get; }

    /// <summary>The most workers that it has room for; <see langword="null"/> for no such limit.</summary>
    public abstract int? Capacity { get; }

    /// <summary>How often a worker is shown that its parent is there. After six times of it without a word a worker is lost, after twelve a worker ends.</summary>
    internal TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a worker may take to say hello once its turn has come.</summary>
    internal TimeSpan LongestStart { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where the programs to copy are, in a folder for each kind of machine; <see langword="null"/> for beside the engine.</summary>
    internal string? PortableFolder { get; init; }

    /// <summary>Its kind and places: <c>Ssh: web1, web2</c>.</summary>
    public sealed override string ToString() => $"{Kind}: {string.Join(", ", Places)}";

    /// <summary>Where workers are put from now on, for one run or one pool.</summary>
    /// <exception cref="InvalidOptionException">What it needs isn't here, such as the program <c>ssh</c>.</exception>
    internal abstract LaunchSite Open();
}
