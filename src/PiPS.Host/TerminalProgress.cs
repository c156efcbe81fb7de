using System.Globalization;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;

namespace PiPS.Host;

/// <summary>One line of progress on a terminal's standard error, wiped when the run ends.</summary>
internal sealed class TerminalProgress : IEstimateObserver, IScalingObserver, IDisposable
{
    private const string Wipe = "\r\u001B[K";
    private bool _shown;

    private readonly bool _isTerminal = !Console.IsErrorRedirected;

    public void Progressed(EstimateProgress progress) => Show(
        string.Create(
            CultureInfo.InvariantCulture, $"{progress.Share:P0}, {progress.Trials:N0} trials, {progress.Rate / 1e6:N0} M a second"),
        progress.Remaining);

    public void Progressed(ScalingProgress progress)
        => Show(string.Create(CultureInfo.InvariantCulture, $"{progress.Share:P0}, {progress.Status}"), progress.Remaining);

    public void Noticed(string message)
    {
        Dispose();
        Complaint.Write(message);
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_shown)
        {
            Console.Error.Write(Wipe);
            _shown = false;
        }
    }

    private void Show(string done, TimeSpan? remaining)
    {
        if (!_isTerminal)
        {
            return;
        }

        // Whole hours: a format would round them.
        string left = remaining is TimeSpan time
            ? string.Create(CultureInfo.InvariantCulture, $", {Math.Min(Math.Floor(time.TotalHours), 9999):00}:{time:mm\\:ss} left")
            : string.Empty;
        Console.Error.Write($"{Wipe}{done}{left}");
        _shown = true;
    }
}
