using System.Text.Json.Nodes;
using PiPS.Engine.Benchmarking.Reports;
using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Tests.Benchmarking.Reports;

/// <summary>Reports as a real browser shows them.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Hostile = "</script><script>alert(1)</script>";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pips-report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_report_is_shown_whole_in_any_width_and_scheme()
    {
        SkipUnlessThere();
        string small = Save(
            ReportSamples.Point("Thread", 1), ReportSamples.Point("Thread", 2), ReportSamples.Point("Thread", 16), ReportSamples.Point("Process", 1), ReportSamples.Point("Process", 16),
            ReportSamples.Fit(ScalingLaw.Amdahl, "Thread"), ReportSamples.Fit(ScalingLaw.Universal, "Thread"), ReportSamples.Core(0), ReportSamples.Core(1, "Miscount"),
            ReportSamples.Core(2, "Slow"), ReportSamples.Core(3, "Lost"), ReportSamples.Comparison(1, 0.8, "Slower"), ReportSamples.Comparison(2, 1.2, "Faster"),
            ReportSamples.Comparison(4, 1.0, "Same", Hostile), ReportSamples.Estimate(4, Hostile));
        string large = Save(
            [
                ReportSamples.Estimate(1000), .. Enumerable.Range(0, 512).Select(i => ReportSamples.Core(i, i % 100 == 7 ? "Miscount" : "Pass")),
                .. Enumerable.Range(1, 100).Select(i => ReportSamples.Comparison(i, 0.9 + (0.002 * i), "Same")), .. Enumerable.Range(0, 10).Select(i => ReportSamples.Point("Thread", 1 << i)),
            ]);
        await using Chromium browser = await Chromium.StartAsync();

        await Check(browser, large, 400, "dark", charts: 6);
        await Check(browser, large, 1400, "light", charts: 6);
        await CheckSorting(browser);
        await Check(browser, small, 400, "light", charts: 6);
        await Check(browser, small, 1400, "dark", charts: 6);
        await CheckPrinting(browser);
    }

    [Fact]
    public async Task Without_charts_tables_sort_all_the_same()
    {
        Assert.SkipWhen(Chromium.Find() is null, "There is no Chromium here: install it to have reports looked at in a browser.");
        PiReport report = new() { Assets = new NoCharts() };
        Enumerable.Range(0, 12).ToList().ForEach(i => report.TryAdd(ReportSamples.Core(i)));
        string path = Save(report);
        await using Chromium browser = await Chromium.StartAsync();

        await Check(browser, path, 400, "light", charts: 0);
        await CheckSorting(browser);
    }

    private static void SkipUnlessThere()
    {
        Assert.SkipWhen(Chromium.Find() is null, "There is no Chromium here: install it to have reports looked at in a browser.");
        Assert.SkipUnless(PiReport.HasCharts, "The charting library wasn't there when PiPS was built (npm or the network).");
    }

    private static async Task Check(Chromium browser, string path, int width, string scheme, int charts)
    {
        await browser.OpenAsync(path, width, scheme);
        string where = $"{Path.GetFileName(path)} at {width} px, {scheme}";

        // Overflow, and what sticks out of what doesn't scroll.
        Assert.Equal((where, width, 0), (where, await Number("innerWidth"), await Number("document.documentElement.scrollWidth - document.documentElement.clientWidth")));
        string wide = (string)(await browser.EvaluateAsync(
            "[...document.querySelectorAll('body *')].filter(e => !e.closest('.table') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + ' ' + e.textContent.slice(0, 40)).join()"))!;
        Assert.Equal((where, string.Empty), (where, wide));

        // Each canvas has a chart with data, and pixels of several colours.
        JsonArray drawn = (await browser.EvaluateAsync("""
            [...document.querySelectorAll('canvas')].map(canvas => {
                const chart = Chart.getChart(canvas);
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                const colors = new Set();
                for (let i = 0; i < data.length; i += 4 * 13) if (data[i + 3] > 200) colors.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
                return { points: chart ? chart.data.datasets.reduce((sum, set) => sum + set.data.length, 0) : 0, colors: colors.size,
                    width: canvas.clientWidth, height: canvas.clientHeight, label: canvas.getAttribute('aria-label') || '' };
            })
            """)).AsArray();
        Assert.Equal((where, charts), (where, drawn.Count));
        Assert.All(drawn, chart => Assert.True(
            (int)chart!["points"]! >= 2 && (int)chart["colors"]! >= 3 && (int)chart["width"]! > width / 2 && (int)chart["height"]! >= 150 && ((string)chart["label"]!).Length > 20,
            $"{where}: {chart}"));

        // No error, no word, and the page itself as the only request.
        string[] bad = ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"];
        Assert.Equal([], browser.Events.Where(each => bad.Contains((string?)each["method"])).Select(each => each.ToJsonString()));
        Assert.Equal(
            [new Uri(path).AbsoluteUri],
            browser.Events.Where(each => (string?)each["method"] == "Network.requestWillBeSent").Select(each => (string)each["params"]!["request"]!["url"]!).Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));

        async Task<int> Number(string expression) => (int)await browser.EvaluateAsync(expression);
    }

    private static async Task CheckSorting(Chromium browser)
    {
        string cores = "[...document.querySelectorAll('table')].find(t => t.caption.textContent === 'Logical processors')";
        string first = $"{cores}.tHead.rows[0].cells[0]";
        Assert.Equal("none", (string?)await browser.EvaluateAsync($"{first}.getAttribute('aria-sort') ?? 'none'"));

        // By mouse, then by keyboard.
        await browser.EvaluateAsync($"{first}.querySelector('button').click(), {first}.querySelector('button').focus(), 1");
        Assert.Equal("ascending 0 1 2", (string?)await browser.EvaluateAsync(Shown()));
        await browser.AskAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyDown", ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 13, ["text"] = "\r" });
        await browser.AskAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 13 });
        string last = (string)(await browser.EvaluateAsync(Shown()))!;
        Assert.True(last is "descending 511 510 509" or "descending 11 10 9", last);

        string Shown() => $"{first}.getAttribute('aria-sort') + ' ' + [...{cores}.tBodies[0].rows].slice(0, 3).map(r => r.cells[0].textContent).join(' ')";
    }

    // Dark on the screen, light on paper, and dark again.
    private static async Task CheckPrinting(Chromium browser)
    {
        string ink = "Chart.defaults.color";
        string before = (string)(await browser.EvaluateAsync(ink))!;
        string paper = (string)(await browser.EvaluateAsync($"dispatchEvent(new Event('beforeprint')), {ink}"))!;
        string after = (string)(await browser.EvaluateAsync($"dispatchEvent(new Event('afterprint')), {ink}"))!;
        Assert.Equal(("#e6ebf0", "#1c2733", "#e6ebf0"), (before, paper, after));
        JsonNode printed = await browser.AskAsync("Page.printToPDF");
        Assert.StartsWith("%PDF", System.Text.Encoding.Latin1.GetString(Convert.FromBase64String((string)printed["data"]!)), StringComparison.Ordinal);
    }

    private string Save(params object[] results)
    {
        PiReport report = new() { Title = Hostile };
        Assert.All(results, result => Assert.True(report.TryAdd(result)));
        return Save(report);
    }

    private string Save(PiReport report)
    {
        string path = Path.Join(_folder.FullName, $"{Path.GetRandomFileName()}.html");
        using FileStream file = File.Create(path);
        report.Write(file);
        return path;
    }

    private sealed class NoCharts : IReportAssets
    {
        public string Style => EmbeddedAssets.Instance.Style;

        public string Script => EmbeddedAssets.Instance.Script;

        public string? ChartLibrary => null;
    }
}
