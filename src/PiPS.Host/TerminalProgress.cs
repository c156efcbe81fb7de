using System.Globalization;
using PiPS.Engine.Estimating;

namespace PiPS.Host;

/// <summary>One line of progress on a terminal's standard error, wiped when the run ends.</summary>
internal sealed class TerminalProgress : IEstimateObserver, IDisposable
{
    private const string Wipe = "\r\u001B[K";
    private bool _shown;

    private readonly bool _isTerminal = !Console.IsErrorRedirected;

    public void Progressed(EstimateProgress progress)
    {
        if (!_isTerminal)
        {
            return;
        }

        string left = progress.Remaining is TimeSpan remaining
            ? string.Create(CultureInfo.InvariantCulture, $", {Math.Min(remaining.TotalHours, 9999):00}:{remaining:mm\\:ss} left")
            : string.Empty;
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"{Wipe}{progress.Share:P0}, {progress.Trials:N0} trials, {progress.Rate / 1e6:N0} M a second{left}"));
        _shown = true;
    }

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
}
