using System.Management.Automation;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>Shows how a sweep goes on, as progress and warnings. Its calls come on the pipeline's thread.</summary>
internal sealed class ScalingObserver : IScalingObserver
{
    private const string Activity = "Measuring scaling";
    private readonly Cmdlet _cmdlet;

    public ScalingObserver(Cmdlet cmdlet)
    {
        _cmdlet = cmdlet;
    }

    public void Progressed(ScalingProgress progress) => _cmdlet.WriteProgress(new(0, Activity, progress.Status)
    {
        PercentComplete = (int)(progress.Share * 100.0),
        SecondsRemaining = progress.Remaining is TimeSpan left ? (int)Math.Clamp(left.TotalSeconds, 0.0, int.MaxValue) : -1,
    });

    public void Noticed(string message) => _cmdlet.WriteWarning(message);

    /// <summary>Takes the progress bar away.</summary>
    public void Complete() => _cmdlet.WriteProgress(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
}
