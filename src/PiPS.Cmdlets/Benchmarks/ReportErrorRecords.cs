using System.Management.Automation;
using PiPS.Engine.Benchmarking.Reports;
using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>Every error record of reports.</summary>
internal static class ReportErrorRecords
{
    /// <summary>What the engine refuses, under its own id.</summary>
    public static ErrorRecord Refused(InvalidOptionException refused) => Errors.Record(refused, refused.Id, Category(refused.Id), refused.Target, refused.Advice);

    private static ErrorCategory Category(string id) => id switch
    {
        nameof(FileErrors.FileExists) => ErrorCategory.ResourceExists,
        nameof(FileErrors.FileNotWritten) => ErrorCategory.WriteError,
        nameof(ReportErrors.NotReportable) => ErrorCategory.InvalidType,
        _ => ErrorCategory.InvalidArgument,
    };
}
