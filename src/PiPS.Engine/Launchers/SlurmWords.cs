using System.Globalization;

namespace PiPS.Engine.Launchers;

/// <summary>The words that <c>srun</c> is started with.</summary>
internal static class SlurmWords
{
    // srun would pass all of ours on, with whatever secrets they hold. SLURM_* it passes in any case.
    private const string Variables = "--export=PATH,LD_LIBRARY_PATH,HOME,USER,LOGNAME,SHELL,LANG,LC_ALL,TZ,TMPDIR,"
        + "DOTNET_ROOT,DOTNET_SYSTEM_GLOBALIZATION_INVARIANT,PSModulePath";

    /// <summary>All but the worker's own.</summary>
    /// <param name="launcher">What the user asked for.</param>
    /// <param name="name">Of our jobs and steps: by it they are found again.</param>
    /// <param name="avoided">Nodes that failed.</param>
    public static IReadOnlyList<string> Of(SlurmLauncher launcher, string name, IReadOnlyCollection<string> avoided)
    {
        List<string> excluded = [.. Excluded(launcher.Options), .. avoided.Order(StringComparer.Ordinal)];

        return
        [
            // Without -u the hello never arrives: srun passes whole lines on.
            "-u", "-N1", "-n1", "--exact", $"-c{Number(launcher.ThreadsPerWorker)}", "--kill-on-bad-exit=0", "--mpi=none", Variables,
            .. launcher.IsAllocated ? OfStep(launcher) : OfJob(launcher),
            .. launcher.Options,

            // These two must be ours: a user's nodes are among them.
            .. avoided.Count > 0 ? new[] { $"--exclude={string.Join(',', excluded)}" } : [],
            $"--job-name={name}",
        ];
    }

    /// <summary>Whether the user gave an option, such as <c>--mem</c>: also as the beginning of <c>--mem-per-cpu</c>.</summary>
    public static bool Has(SlurmLauncher launcher, params ReadOnlySpan<string> beginnings)
    {
        foreach (string beginning in beginnings)
        {
            if (launcher.Options.Any(word => word.StartsWith(beginning, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // A step takes all of its job's memory unless told, and the next would wait for it; with 0 it shares it.
    private static IEnumerable<string> OfStep(SlurmLauncher launcher) => Has(launcher, "--mem") ? ["--no-kill"] : ["--no-kill", "--mem=0"];

    private static IEnumerable<string> OfJob(SlurmLauncher launcher) =>
    [
        .. launcher.Partition is string partition ? new[] { $"--partition={partition}" } : [],
        .. launcher.Account is string account ? new[] { $"--account={account}" } : [],
        .. launcher.Constraint is string constraint ? new[] { $"--constraint={constraint}" } : [],
        .. launcher.Time is TimeSpan time ? new[] { $"--time={Number((int)Math.Clamp(Math.Ceiling(time.TotalMinutes), 1.0, int.MaxValue))}" } : [],
    ];

    private static IEnumerable<string> Excluded(IReadOnlyList<string> options)
    {
        for (int i = 0; i < options.Count; i++)
        {
            string? nodes = options[i] switch
            {
                "-x" or "--exclude" => i + 1 < options.Count ? options[i + 1] : null,
                ['-', 'x', .. string list] => list,
                string word when word.StartsWith("--exclude=", StringComparison.Ordinal) => word["--exclude=".Length..],
                _ => null,
            };

            if (nodes is not null)
            {
                yield return nodes;
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
