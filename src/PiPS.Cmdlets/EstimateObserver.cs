using System.Globalization;
using System.Management.Automation;
using PiPS.Cmdlets.Pools;
using PiPS.Engine.Estimating;
using PiPS.Engine.Machine.Sensors;

namespace PiPS.Cmdlets;

/// <summary>Shows how an estimate goes on, as progress and warnings. Its calls come on the thread that runs the estimate.</summary>
internal sealed class EstimateObserver : IEstimateObserver
{
    private const string Activity = "Estimating pi";
    private readonly ITaskSink _sink;
    private RunSensors _sensors = new();
    private bool _shown;

    public EstimateObserver(ITaskSink sink)
    {
        _sink = sink;
    }

    public void Progressed(EstimateProgress progress)
    {
        string sensed = _sensors.Describe();
        string status = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Trials:N0} trials, {progress.Rate / 1e6:N0} million a second{(sensed.Length > 0 ? ", " : string.Empty)}{sensed}");
        Write(new(0, Activity, status)
        {
            PercentComplete = (int)(progress.Share * 100.0),
            SecondsRemaining = progress.Remaining is TimeSpan left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        });
        _shown = true;
    }

    public void Noticed(string message) => _sink.Write(-1, StreamKind.Warning, new WarningRecord(message));

    /// <summary>Takes the progress bar away, and warns if heat slowed the run down.</summary>
    public void Complete()
    {
        if (_sensors.ThrottleNotice() is string notice)
        {
            Noticed(notice);
        }

        _sensors = new();

        if (_shown)
        {
            Write(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
            _shown = false;
        }
    }

    private void Write(ProgressRecord record) => _sink.Write(-1, StreamKind.Progress, record);
}
