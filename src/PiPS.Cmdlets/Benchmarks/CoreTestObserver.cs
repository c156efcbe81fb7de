using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Machine.Sensors;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>Shows how a core test goes on, as progress and warnings. Its calls come on the pipeline's thread.</summary>
internal sealed class CoreTestObserver : ICoreTestObserver
{
    private const string Activity = "Testing processors";
    private readonly Cmdlet _cmdlet;
    private readonly bool _isQuiet;
    private readonly RunSensors _sensors = new();
    private bool _shown;

    /// <param name="cmdlet">Whose streams these are.</param>
    /// <param name="isQuiet">Whether to leave warnings out.</param>
    public CoreTestObserver(Cmdlet cmdlet, bool isQuiet)
    {
        _cmdlet = cmdlet;
        _isQuiet = isQuiet;
    }

    public void Progressed(CoreTestProgress progress)
    {
        string processor = progress.Processor is int number ? $"processor {number}" : "all processors";
        string rounds = progress.Rounds is int all ? $" of {all}" : string.Empty;
        string sensed = _sensors.Describe();
        string status = string.Create(
            CultureInfo.InvariantCulture, $"Round {progress.Round}{rounds}, {processor}{(sensed.Length > 0 ? ", " : string.Empty)}{sensed}");
        _cmdlet.WriteProgress(new(0, Activity, status)
        {
            PercentComplete = (int)(progress.Share * 100.0),
            SecondsRemaining = progress.Remaining is TimeSpan left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        });
        _shown = true;
    }

    public void Noticed(string message)
    {
        if (!_isQuiet)
        {
            _cmdlet.WriteWarning(message);
        }
    }

    /// <summary>Takes the progress bar away, and warns if heat slowed the test down.</summary>
    public void Complete()
    {
        if (_sensors.ThrottleNotice() is string notice)
        {
            Noticed(notice);
        }

        if (_shown)
        {
            _cmdlet.WriteProgress(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
            _shown = false;
        }
    }
}
