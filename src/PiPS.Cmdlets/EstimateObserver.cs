using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets;

/// <summary>Shows how an estimate goes on, as progress and warnings. Its calls come on the pipeline's thread.</summary>
internal sealed class EstimateObserver : IEstimateObserver
{
    private const string Activity = "Estimating pi";
    private readonly Cmdlet _cmdlet;
    private bool _shown;

    public EstimateObserver(Cmdlet cmdlet)
    {
        _cmdlet = cmdlet;
    }

    public void Progressed(EstimateProgress progress)
    {
        string status = string.Create(
            CultureInfo.InvariantCulture, $"{progress.Trials:N0} trials, {progress.Rate / 1e6:N0} million a second");
        _cmdlet.WriteProgress(new(0, Activity, status)
        {
            PercentComplete = (int)(progress.Share * 100.0),
            SecondsRemaining = progress.Remaining is TimeSpan left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        });
        _shown = true;
    }

    public void Noticed(string message) => _cmdlet.WriteWarning(message);

    /// <summary>Takes the progress bar away.</summary>
    public void Complete()
    {
        if (_shown)
        {
            _cmdlet.WriteProgress(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
            _shown = false;
        }
    }
}
