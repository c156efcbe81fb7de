using System.Globalization;
using System.Text;
using PiPS.Engine.Benchmarking.Statistics;

namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>A benchmark as comma-separated values: a row for each sample, with all that a spreadsheet groups by.</summary>
internal static class BenchmarkCsv
{
    private static readonly (string Name, Func<Row, object?> Value)[] Columns =
    [
        ("Created", row => row.Benchmark.Created),
        ("HostName", row => row.Benchmark.Environment.HostName),
        ("ProcessorModel", row => row.Benchmark.Environment.Processor),
        ("UsableProcessors", row => row.Benchmark.Environment.UsableProcessors),
        ("Version", row => row.Benchmark.Version),
        ("Point", row => row.Point),
        ("Type", row => row.Work.Type),
        ("WorkerCount", row => row.Work.WorkerCount),
        ("Processor", row => row.Work.Processor),
        ("Duration", row => row.Work.Duration),
        ("Weak", row => row.Work.Weak),
        ("Pinning", row => row.Work.Pinning),
        ("Generator", row => row.Work.Generator),
        ("BlockSize", row => row.Work.BlockSize),
        ("Seed", row => row.Run.Seed),
        ("Round", row => row.Run.Sample.Round),
        ("Trials", row => row.Run.Sample.Trials),
        ("Hits", row => row.Run.Sample.Hits),
        ("StartUp", row => row.Run.Sample.StartUp),
        ("Compute", row => row.Run.Sample.Compute),
        ("Elapsed", row => row.Run.Sample.Elapsed),
        ("Rate", row => row.Run.Sample.Rate),
        ("IsOutlier", row => row.IsOutlier),
    ];

    public static string Text(PiBenchmark benchmark)
    {
        StringBuilder text = new();
        _ = text.AppendJoin(',', Columns.Select(column => column.Name)).Append("\r\n");
        int point = 0;

        foreach (MeasuredWork work in MeasuredWork.Of([benchmark]))
        {
            point++;
            bool[] outliers = Outliers.Among([.. work.Rates]);

            for (int i = 0; i < outliers.Length; i++)
            {
                Row row = new(benchmark, point, work.Work, work.Samples[i], work.Samples[i].Sample.IsOutlier || outliers[i]);
                _ = text.AppendJoin(',', Columns.Select(column => Field(column.Value(row)))).Append("\r\n");
            }
        }

        return text.ToString();
    }

    // RFC 4180.
    private static string Field(object? value)
    {
        string text = value is DateTime moment
            ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

        // What begins with these is a formula to a spreadsheet; no number here is negative.
        text = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? $"'{text}" : text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private sealed record Row(PiBenchmark Benchmark, int Point, BenchmarkWork Work, WorkSample Run, bool IsOutlier);
}
