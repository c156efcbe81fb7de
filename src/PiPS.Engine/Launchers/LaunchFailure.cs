namespace PiPS.Engine.Launchers;

/// <summary>Why a worker couldn't be had, or was lost.</summary>
/// <param name="Reason">One word for it, such as HostKey.</param>
/// <param name="Message">A sentence that says what is wrong.</param>
/// <param name="Advice">A sentence that says what to do.</param>
public sealed record LaunchFailure(string Reason, string Message, string Advice)
{
    /// <summary>It worked, and then died.</summary>
    internal static LaunchFailure Lost { get; } = new(
        nameof(Lost), "The worker ended.", "Its last words may say why; others take its work.");

    internal static LaunchFailure NoWorker(string place) => new(
        nameof(NoWorker), $"There is no worker program on {place}.",
        "Say with -WorkerPath where pips or pwsh is there, or have it put there with -CopyWorker.");

    internal static LaunchFailure NoHello(string place) => new(
        nameof(NoHello), $"What was started on {place} isn't a worker, or couldn't start.",
        "Its last words may say why. Try what it was started with by hand.");

    internal static LaunchFailure WrongVersion(string place, string there, string here) => new(
        nameof(WrongVersion), $"The worker on {place} is PiPS {there}, this is PiPS {here}.",
        Version.TryParse(there, out Version? other) && Version.TryParse(here, out Version? own) && other > own
            ? "Update PiPS here, or have this version put there with -CopyWorker."
            : "Update PiPS there, or have this version put there with -CopyWorker.");

    internal static LaunchFailure Silent(string place, TimeSpan silence) => new(
        nameof(Silent), $"Nothing was heard from the worker on {place} for {silence.TotalSeconds:0} s.",
        "The machine, or the network to it, may be down.");

    internal static LaunchFailure Closing(string place) => new(
        nameof(Closing), $"The time of {place} is nearly over: it takes no more workers.",
        "Go on from the checkpoint in another job, or ask for more time.");
}
