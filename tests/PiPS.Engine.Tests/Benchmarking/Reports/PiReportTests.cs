using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Reports;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Tests.Benchmarking.Baselines;

namespace PiPS.Engine.Tests.Benchmarking.Reports;

public sealed class PiReportTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&--><!--\u202e\0\ud800";

    [Fact]
    public void An_empty_report_is_refused()
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => new PiReport().Write(Stream.Null));

        Assert.Equal("NothingToReport", refused.Id);
        Assert.Contains("Invoke-PiEstimate", refused.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_result_is_not_taken()
    {
        PiReport report = new();

        Assert.All([null, "text", 42, new object(), ReportSamples.Machine], item => Assert.False(report.TryAdd(item)));
        Assert.True(report.IsEmpty);
    }

    [Fact]
    public void Text_from_outside_stays_text_wherever_it_stands()
    {
        string page = Page(new FakeAssets(), Hostile, ReportSamples.Estimate(3, Hostile), ReportSamples.Point("Thread", 1, Hostile), ReportSamples.Point("Thread", 2, Hostile),
            ReportSamples.Core(0) with { Verdict = Hostile, Generator = Hostile }, ReportSamples.Comparison(1, 1.0, Hostile, Hostile), ReportSamples.Fit(Hostile, Hostile));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", page, StringComparison.Ordinal);

        // The page's own elements, and no more of them: two scripts of ours, the library, the data.
        Assert.Equal(3, Regex.Count(page, "<script"));
        Assert.Equal(3, Regex.Count(page, "</script"));
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.Equal(page, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(page)));
    }

    [Fact]
    public void The_data_is_json_that_ends_no_script()
    {
        string page = Page(new FakeAssets(), Hostile, ReportSamples.Comparison(1, 1.0, Hostile), ReportSamples.Estimate(2));
        string data = Regex.Match(page, "id=\"report-data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

        Assert.DoesNotContain("<", data, StringComparison.Ordinal);
        JsonElement charts = JsonDocument.Parse(data).RootElement.GetProperty("charts");
        Assert.Equal(["intervals", "lines", "spans"], charts.EnumerateArray().Select(chart => chart.GetProperty("kind").GetString()));
        Assert.StartsWith("</script><script>alert(1)", charts[0].GetProperty("verdicts")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_can_not_end_their_element_and_are_allowed_by_hash_alone()
    {
        string page = Page(new FakeAssets { ChartLibrary = "var a = '</script><!--';" }, "Title", ReportSamples.Core(0));

        Assert.Contains("var a = '<\\/script><\\!--';", page, StringComparison.Ordinal);
        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.StartsWith("default-src &#39;none&#39;; script-src &#39;sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_library_the_page_says_so_and_keeps_its_tables()
    {
        string page = Page(new FakeAssets { ChartLibrary = null }, "Title", ReportSamples.Core(0), ReportSamples.Estimate(2), ReportSamples.Point("Thread", 2));

        Assert.Contains("Charts were left out", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<canvas", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<noscript", page, StringComparison.Ordinal);
        Assert.Contains("{\"charts\":[]}", page, StringComparison.Ordinal);
        Assert.Contains("Logical processors</caption>", page, StringComparison.Ordinal);
        Assert.Contains("Points of the sweep</caption>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_result_has_its_charts_and_tables()
    {
        string page = Page(
            new FakeAssets(), "Title", ReportSamples.Point("Thread", 1), ReportSamples.Point("Thread", 4), ReportSamples.Fit(ScalingLaw.Amdahl, "Thread"),
            ReportSamples.Fit(ScalingLaw.Universal, "Thread"), ReportSamples.Core(0), ReportSamples.Core(1, "Miscount"), ReportSamples.Comparison(2, 0.8, "Slower"),
            ReportSamples.Estimate(2));

        Assert.Equal(6, Regex.Count(page, "<canvas[^>]* role=\"img\" aria-label=\"[^\"]+\""));
        Assert.Contains("\"label\":\"Thread, Universal Scalability Law\"", page, StringComparison.Ordinal);
        Assert.Contains("2 logical processors: 1 Miscount, 1 Pass.", page, StringComparison.Ordinal);
        Assert.Contains("1 comparison: 1 Slower.", page, StringComparison.Ordinal);
        Assert.Contains("median of 5 interleaved runs", page, StringComparison.Ordinal);
        Assert.Contains("3.14159240", page, StringComparison.Ordinal);
        Assert.Contains("node17", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Laws_are_fitted_where_no_fits_are_given()
    {
        object[] points = [.. Enumerable.Range(0, 4).Select(i => ReportSamples.Point("Process", 1 << i))];

        string page = Page(new FakeAssets(), "Title", points);

        // The points are made by Amdahl's law with a serial fraction of 2 %.
        Assert.Contains("\"label\":\"Process, Amdahl\"", page, StringComparison.Ordinal);
        Assert.Contains("\"label\":\"Process, Universal Scalability Law\"", page, StringComparison.Ordinal);
        Assert.Matches("<td>Amdahl</td><td>Process</td>[^\n]*>2\\.00 %", page);
    }

    [Fact]
    public void Many_results_are_limited_where_a_chart_has_no_room_and_it_is_said()
    {
        object[] many = [.. Enumerable.Range(0, 512).Select(i => ReportSamples.Core(i, i == 300 ? "Miscount" : "Pass")), .. Enumerable.Repeat(ReportSamples.Estimate(1000), 9)];
        string page = Page(new FakeAssets(), "Title", many);

        Assert.Contains("The chart shows 256 of 512 logical processors", page, StringComparison.Ordinal);
        Assert.Contains("The chart shows 48 of 1,000 workers", page, StringComparison.Ordinal);
        Assert.Contains("Shown below are the 4 of 9 estimates", page, StringComparison.Ordinal);
        Assert.Contains("\"300\"", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 100_000, 3_000_000);
    }

    [Fact]
    public void Comparisons_of_core_tests_name_the_processor()
    {
        string page = Page(
            new FakeAssets(), "Title", ReportSamples.Comparison(1, 1.0, "Same") with { Type = "Core", Processor = 2 },
            ReportSamples.Comparison(1, 0.5, "Slower") with { Type = "Core", Processor = 17 });

        Assert.Contains("\"labels\":[\"Processor 2\",\"Processor 17\"]", page, StringComparison.Ordinal);
        Assert.Matches(">Processor 17</td>.*>Slower</td>", page);
    }

    [Fact]
    public void Sweeps_of_several_machines_and_times_are_told_apart()
    {
        ScalingPoint[] points = [ReportSamples.Point("Thread", 1), ReportSamples.Point("Thread", 2)];
        PiBenchmark saved = Measured.Benchmark(Measured.Point(1e9), Measured.Core(0, 1e9), Measured.Core(1, 1e9)) with { Created = new(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc) };
        PiBenchmark other = saved with { Environment = saved.Environment with { HostName = "node02" } };

        string page = Page(new FakeAssets(), "Title", [.. points, .. points, ReportSamples.Core(0), saved, other]);

        Assert.Equal(
            ["Strong scaling: node17", "Strong scaling: node17, no. 2", "Strong scaling: node01, 4 May 2026, 03:02 UTC", "Strong scaling: node02, 4 May 2026, 03:02 UTC"],
            Regex.Matches(page, "<h2[^>]*>(Strong scaling[^<]*)<").Select(match => match.Groups[1].Value));
        Assert.Equal(
            ["Logical processors", "Logical processors: node01, 4 May 2026, 03:02 UTC", "Logical processors: node02, 4 May 2026, 03:02 UTC"],
            Regex.Matches(page, "<h2[^>]*>(Logical processors[^<]*)<").Select(match => match.Groups[1].Value));
        Assert.Contains("<h3>Strong scaling: node02, 4 May 2026, 03:02 UTC, Thread</h3>", page, StringComparison.Ordinal);
        Assert.Contains(">Strong scaling<", Page(new FakeAssets(), "Title", [.. points]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_alone_does_not_say_where_it_was_measured()
    {
        foreach ((object result, string title) in new (object, string)[] { (ReportSamples.Comparison(1, 1.0, "Same"), "Machine that this report was made on"), (ReportSamples.Core(0), "Machine") })
        {
            PiReport report = new() { Assets = new FakeAssets(), Environment = ReportSamples.Machine };
            Assert.True(report.TryAdd(result));
            Assert.Contains($">{title}</h2>", report.ToHtml(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_that_are_none_do_no_harm()
    {
        ScalingPoint odd = ReportSamples.Point("Thread", 1) with { SpeedUp = 0.0, Rate = double.NaN, RateLowerBound = double.NegativeInfinity, Efficiency = double.NaN, Samples = [] };

        Assert.Contains("–", Page(new FakeAssets(), "Title", odd), StringComparison.Ordinal);
    }

    // value => text
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1234567.0, "1,234,567")]
    [InlineData(12.345, "12.3")]
    [InlineData(0.0012345, "0.00123")]
    [InlineData(double.NaN, "–")]
    public void Numbers_have_three_digits(double value, string text) => Assert.Equal(text, ReportText.Number(value));

    // rate => text
    [Theory]
    [InlineData(0.0, "0/s")]
    [InlineData(999.0, "999/s")]
    [InlineData(1e6, "1.00 M/s")]
    [InlineData(999_960_000.0, "1.00 G/s")]
    [InlineData(18.44e9, "18.4 G/s")]
    [InlineData(3e13, "30.0 T/s")]
    public void Rates_have_a_letter(double rate, string text) => Assert.Equal(text, ReportText.Rate(rate).Replace('\u00a0', ' '));

    // seconds => text
    [Theory]
    [InlineData(0.0, "0 s")]
    [InlineData(3.2e-7, "0.320 µs")]
    [InlineData(0.00123, "1.23 ms")]
    [InlineData(0.9999, "1.00 s")]
    [InlineData(93.0, "93.0 s")]
    [InlineData(125.0, "2 min 5 s")]
    [InlineData(7260.0, "2 h 1 min")]
    public void Times_have_the_unit_that_fits(double seconds, string text) => Assert.Equal(text, ReportText.Seconds(seconds).Replace('\u00a0', ' '));

    private static string Page(FakeAssets assets, string title, params object[] results)
    {
        PiReport report = new() { Title = title, Assets = assets };
        Assert.All(results, result => Assert.True(report.TryAdd(result)));
        return report.ToHtml();
    }
}
