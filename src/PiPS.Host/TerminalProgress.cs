using System.Globalization;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers.Testing;
using PiPS.Engine.Machine.Sensors;

namespace PiPS.Host;

/// <summary>One line of progress on a terminal's standard error, wiped when the run ends.</summary>
internal sealed class TerminalProgress : IEstimateObserver, ICoreTestObserver, IScalingObserver, IDisposable
{
    private const string Wipe = "\r\u001B[K";

    private readonly RunSensors _sensors = new();
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private bool _shown;

    public void Progressed(EstimateProgress progress) => Show(
        string.Create(
            CultureInfo.InvariantCulture, $"{progress.Share:P0}, {progress.Trials:N0} trials, {progress.Rate / 1e6:N0} M a second"),
        progress.Remaining);

    public void Progressed(CoreTestProgress progress)
    {
        string processor = progress.Processor is int number ? $"processor {number}" : "all processors";
        string rounds = progress.Rounds is int all ? $" of {all}" : string.Empty;
        Show(string.Create(CultureInfo.InvariantCulture, $"{progress.Share:P0}, round {progress.Round}{rounds}, {processor}"), progress.Remaining);
    }

    public void Progressed(ScalingProgress progress)
        => Show(string.Create(CultureInfo.InvariantCulture, $"{progress.Share:P0}, {progress.Status}"), progress.Remaining);

    public void Progressed(LauncherTestProgress progress)
        => Show(string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0} tried"), progress.Remaining);

    public void Noticed(string message)
    {
        Clear();
        Complaint.Write(message);
    }

    /// <summary>Says if heat slowed the run down.</summary>
    public void Complete()
    {
        if (_sensors.ThrottleNotice() is string notice)
        {
            Noticed(notice);
        }
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose() => Clear();

    private void Show(string done, TimeSpan? remaining)
    {
        // Also where nobody sees it: throttling is noticed from here on.
        string sensed = _sensors.Describe();

        if (!_isTerminal)
        {
            return;
        }

        // Whole hours: a format would round them.
        string left = remaining is TimeSpan time
            ? string.Create(CultureInfo.InvariantCulture, $", {Math.Min(Math.Floor(time.TotalHours), 9999):00}:{time:mm\\:ss} left")
            : string.Empty;
        Console.Error.Write($"{Wipe}{done}{(sensed.Length > 0 ? ", " : string.Empty)}{sensed}{left}");
        _shown = true;
    }

    /// <summary>Wipes the line, so that something else can be printed.</summary>
    public void Clear()
    {
        if (_shown)
        {
            Console.Error.Write(Wipe);
            _shown = false;
        }
    }
}
