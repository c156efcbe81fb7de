using System.Globalization;
using System.Text;
using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Host;

/// <summary>A core test as a table, and what is wrong as sentences.</summary>
internal static class CoresText
{
    public static string Write(IReadOnlyList<CoreTest> cores)
    {
        StringBuilder text = new();
        CultureInfo plain = CultureInfo.InvariantCulture;
        text.AppendLine(plain, $"{"CPU",5} {"Verdict",-8} {"Hits",18} {"Expected",18} {"Wrong",7} {"M/s",8} {"Others",8}");

        foreach (CoreTest core in cores)
        {
            text.AppendLine(
                plain,
                $"{core.Processor,5} {core.Verdict,-8} {core.Hits,18:N0} {core.Expected,18:N0} {core.WrongCounts,7:N0} {core.Rate / 1e6,8:N0} {core.Deviation * 100.0,6:+0;-0;0} %");
        }

        return text.ToString();
    }

    /// <summary>A sentence for each processor that miscounts or is slow.</summary>
    public static IEnumerable<string> Complaints(IReadOnlyList<CoreTest> cores)
        => cores.Select(Complaint).OfType<string>();

    private static string? Complaint(CoreTest core) => core.Verdict switch
    {
        nameof(CoreVerdict.Miscount) =>
            $"Processor {core.Processor} miscounts, in the blocks {string.Join(", ", core.WrongBlocks.Take(5))}: take it out of service ('chcpu -d {core.Processor}'), and run the vendor's diagnostics.",
        nameof(CoreVerdict.Slow) => string.Create(
            CultureInfo.InvariantCulture, $"Processor {core.Processor} is {-core.Deviation:P0} slower than the others' median."),
        _ => null,
    };
}
