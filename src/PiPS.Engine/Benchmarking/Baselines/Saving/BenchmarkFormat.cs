namespace PiPS.Engine.Benchmarking.Baselines.Saving;

/// <summary>What a benchmark is written as.</summary>
public enum BenchmarkFormat
{
    /// <summary>All of it; the one that can be read again.</summary>
    Json,

    /// <summary>A row for each sample, for spreadsheets.</summary>
    Csv,

    /// <summary>Tables for people.</summary>
    Markdown,
}
