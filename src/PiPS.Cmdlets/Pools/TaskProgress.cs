using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace PiPS.Cmdlets.Pools;

/// <summary>Shows how many items are done: four times a second at the most, and not for what is over in a second.</summary>
internal sealed class TaskProgress
{
    private const string Activity = "Running items";
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    private readonly ITaskSink _sink;
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _last = First - Every;
    private bool _shown;

    public TaskProgress(ITaskSink sink)
    {
        _sink = sink;
    }

    /// <summary>Items that were read.</summary>
    public long Offered { get; set; }

    /// <param name="done">Items that ended.</param>
    /// <param name="skipped">Those of them that weren't run.</param>
    public void Report(long done, long skipped)
    {
        TimeSpan now = Stopwatch.GetElapsedTime(_began);

        if (now - _last < Every)
        {
            return;
        }

        _last = now;
        _shown = true;
        double rate = (done - skipped) / now.TotalSeconds;
        string status = string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {Offered:N0} items read are done, {rate:N0} a second");
        status += skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {skipped:N0} skipped") : string.Empty;
        Write(new(0, Activity, status)
        {
            PercentComplete = Offered == 0 ? -1 : (int)(100 * done / Offered),
            SecondsRemaining = rate > 0.0 ? (int)Math.Min((Offered - done) / rate, int.MaxValue) : -1,
        });
    }

    public void Complete()
    {
        if (_shown)
        {
            Write(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Write(ProgressRecord record) => _sink.Write(-1, StreamKind.Progress, record);
}
