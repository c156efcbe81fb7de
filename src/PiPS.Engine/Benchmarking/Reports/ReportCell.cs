namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>A table's cell.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Value">What it is sorted by; its text, if that is nothing.</param>
/// <param name="Mark">good, bad or unsure: the cell stands out. Its text says the same.</param>
internal readonly record struct ReportCell(string Text, double? Value = null, string? Mark = null)
{
    public static implicit operator ReportCell(string? text) => new(text ?? "–");

    /// <summary>A cell for what may not be known.</summary>
    public static ReportCell Of(double? value, Func<double, string> show)
        => value is double known ? new(show(known), known) : new("–", double.NegativeInfinity);

    public static ReportCell Count(double? value) => Of(value, ReportText.Count);

    public static ReportCell Rate(double? value) => Of(value, ReportText.Rate);

    public static ReportCell Seconds(double? value) => Of(value, ReportText.Seconds);

    public static ReportCell Percent(double? value) => Of(value, share => ReportText.Percent(share));

    public static ReportCell Number(double? value) => Of(value, number => ReportText.Number(number));
}
