using System.Globalization;

namespace PiPS.Engine.Launchers.Testing;

/// <summary>What a test finds that no failed start says.</summary>
/// <param name="Status">What it is.</param>
/// <param name="Message">A sentence that says what is wrong; empty if nothing is.</param>
/// <param name="Advice">A sentence that says what to do.</param>
internal sealed record HostFinding(HostStatus Status, string Message, string Advice)
{
    /// <summary>
    /// Seconds that a clock may be off. Machines that set their clocks are within hundredths of one. Workers don't depend on it; logs that are put
    /// together by their times do, and what compares times of files on a shared disk, whose grain is up to two seconds.
    /// </summary>
    public const double MostClockOffset = 2.0;

    /// <param name="place">Where.</param>
    /// <param name="ahead">Seconds that the clock there is ahead.</param>
    /// <param name="roundTrip">Seconds; it is known to half of them.</param>
    public static HostFinding OfClock(string place, double ahead, double roundTrip) => Math.Abs(ahead) - (roundTrip / 2.0) > MostClockOffset
        ? new(
            HostStatus.Clock,
            string.Create(CultureInfo.InvariantCulture, $"Workers run on {place}, but its clock is {Math.Abs(ahead):N1} s {(ahead > 0.0 ? "ahead of" : "behind")} the one here."),
            "Have both machines set their clocks (chrony, systemd-timesyncd); until then, times of logs and files don't go together.")
        : new(HostStatus.Ready, string.Empty, string.Empty);

    public static HostFinding Miscount(string place) => new(
        HostStatus.Miscount, $"The worker on {place} counted hits that the blocks don't have.",
        "Put no work there and trust nothing that it computed; run Test-PiCore there, which says which processor it is.");

    public static LaunchFailure Queued(string place, TimeSpan time) => new(
        nameof(HostStatus.Queued), string.Create(CultureInfo.InvariantCulture, $"{place} had no room for a worker within {time.TotalSeconds:0.#} s: it was still waiting for its turn, and was taken back."),
        "Wait for longer with -TimeoutSeconds, or ask for less; what waits has its turn by and by.");

    public static LaunchFailure TimedOut(string place, TimeSpan time) => new(
        nameof(HostStatus.TimedOut), string.Create(CultureInfo.InvariantCulture, $"The test of {place} wasn't done within {time.TotalSeconds:0.#} s."),
        "The machine, or the network to it, may be down or very busy. Allow it more time with -TimeoutSeconds.");
}
