using System.Text.RegularExpressions;

namespace PiPS.Engine.Launchers;

/// <summary>Understands what <c>srun</c> writes to standard error.</summary>
internal static partial class SlurmVoice
{
    private static readonly string[] Waiting = ["queued and waiting for resources", "step creation temporarily disabled", "step creation still disabled"];
    private static readonly string[] Going = ["has been allocated resources", "Step created for job"];

    // Slurm takes such a request and keeps it for ever, or until the administrator changes the partition.
    private static readonly string[] Never = ["Requested partition configuration not available"];

    /// <summary>Whether it waits for its turn, by the last that it said of that.</summary>
    /// <exception cref="LaunchRefusedException">It would wait for ever.</exception>
    public static bool IsQueued(string place, string words)
        => IsAny(Never, words) ? throw new LaunchRefusedException(SlurmFailures.Request(place))
            : words.Split('\n').LastOrDefault(line => IsAny(Waiting, line) || IsAny(Going, line)) is string line && IsAny(Waiting, line);

    /// <summary>The node that it speaks of; nothing if it names none.</summary>
    public static string? Host(string words)
        => NodeAndTask().Matches(words) is { Count: > 0 } tasks ? tasks[^1].Groups[1].Value
            : StepDaemon().Matches(words) is { Count: > 0 } daemons ? daemons[^1].Groups[1].Value
            : OfStep().Matches(words) is { Count: > 0 } steps ? steps[^1].Groups[1].Value
            : null;

    private static bool IsAny(string[] phrases, string text) => phrases.Any(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));

    // srun: error: n1: task 0: Exited with exit code 2
    [GeneratedRegex(@"^srun: error: ([A-Za-z0-9._-]+): tasks? ", RegexOptions.Multiline)]
    private static partial Regex NodeAndTask();

    // slurmstepd-n1: error: execve(): pips: No such file or directory
    [GeneratedRegex(@"^slurmstepd-([A-Za-z0-9._-]+): ", RegexOptions.Multiline)]
    private static partial Regex StepDaemon();

    // slurmstepd: error: *** STEP 14.0 ON n1 CANCELLED AT 2026-11-23T00:31:38 ***; a set of nodes, as in n[1-2], is none of them.
    [GeneratedRegex(@"\*\*\* (?:STEP|JOB) \S+ ON ([A-Za-z0-9._-]+) CANCELLED")]
    private static partial Regex OfStep();
}
