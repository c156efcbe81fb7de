using System.Globalization;
using System.Management.Automation;
using PiPS.Engine.Launchers.Testing;

namespace PiPS.Cmdlets.Launchers;

/// <summary>Writes the rows of a launcher's test as they come, and how it goes on. Its calls come on the pipeline's thread.</summary>
internal sealed class LauncherTestObserver : ILauncherTestObserver
{
    private const string Activity = "Trying hosts";
    private readonly Cmdlet _cmdlet;
    private bool _shown;

    public LauncherTestObserver(Cmdlet cmdlet)
    {
        _cmdlet = cmdlet;
    }

    public void Tested(HostTest host) => _cmdlet.WriteObject(host);

    public void Progressed(LauncherTestProgress progress)
    {
        string status = string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0} are done");
        _cmdlet.WriteProgress(new(0, Activity, status)
        {
            PercentComplete = (int)(progress.Share * 100.0),
            SecondsRemaining = (int)Math.Min(progress.Remaining.TotalSeconds, int.MaxValue),
        });
        _shown = true;
    }

    /// <summary>Takes the progress bar away.</summary>
    public void Complete()
    {
        if (_shown)
        {
            _cmdlet.WriteProgress(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
