using System.Text.Json.Nodes;
using PiPS.Engine.Benchmarking.Cores;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>What each logical processor counted, and how fast.</summary>
/// <param name="cores">Processors of one machine.</param>
/// <param name="origin">Which machine, if there are several.</param>
internal sealed class CoreSection(IReadOnlyList<CoreTest> cores, string origin)
{
    /// <summary>As many as a wide screen has room for.</summary>
    private const int MostBars = 256;

    public void Write(ReportPage page)
    {
        if (cores.Count == 0)
        {
            return;
        }

        page.Section(origin.Length > 0 ? $"Logical processors: {origin}" : "Logical processors");
        int repeats = cores.Max(core => core.Samples.Count);
        page.Paragraph(
            $"Each logical processor counted the same blocks ({cores[0].Generator}, seed {cores[0].Seed}), pinned to it; its rate is the median of up to "
            + $"{ReportText.Of(repeats, "repeat", "repeats")}. Hits that differ from the expected ones are the processor's fault. "
            + "A pass says that these instructions were right this time, at this temperature and clock; it proves no processor sound.", isNote: true);

        CoreTest[] shown = Shown();
        (double size, string letter) = ReportText.Prefix(cores.Max(core => core.Rate));
        page.Chart(new("Rate of each logical processor", SummarySection.Verdicts(cores), new()
        {
            ["kind"] = "bars",
            ["x"] = new JsonObject { ["title"] = "Logical processor" },
            ["y"] = new JsonObject { ["title"] = $"{letter} trials/s".Trim() },
            ["labels"] = ReportChart.Labels(shown.Select(core => $"{core.Processor}")),
            ["values"] = new JsonArray([.. shown.Select(core => ReportChart.Number(core.Rate / size))]),
            ["verdicts"] = ReportChart.Labels(shown.Select(core => core.Verdict)),
            ["median"] = ReportChart.Number(Median() / size),
        }));

        if (shown.Length < cores.Count)
        {
            page.Paragraph(
                $"The chart shows {shown.Length} of {ReportText.Count(cores.Count)} logical processors: those that didn't pass, and the slowest. The table has all.", isNote: true);
        }

        Table().Write(page.Html);
        page.Html.Close();
    }

    private CoreTest[] Shown() => cores.Count <= MostBars ? [.. cores]
        : [.. cores.OrderBy(core => core.Verdict == "Pass").ThenBy(core => core.Rate).Take(MostBars).OrderBy(core => core.Processor)];

    private double Median()
    {
        double[] rates = [.. cores.Select(core => core.Rate).Where(rate => rate > 0.0).Order()];
        return rates.Length == 0 ? 0.0 : (rates[(rates.Length - 1) / 2] + rates[rates.Length / 2]) / 2.0;
    }

    private ReportTable Table()
    {
        ReportTable table = new(
            "Logical processors", "#Processor", "#Core", "#Socket", "#NUMA node", "Verdict", "#Rate", "#Deviation", "#Trials", "#Hits", "#Expected", "Wrong blocks", "Wrong kernels");

        foreach (CoreTest core in cores)
        {
            string? mark = core.Verdict switch { "Pass" => "good", "Slow" => "unsure", _ => "bad" };
            table.Add(
                ReportCell.Of(core.Processor, Plain), ReportCell.Of(core.Core, Plain), ReportCell.Of(core.Socket, Plain), ReportCell.Of(core.NumaNode, Plain),
                new(core.Verdict, null, mark), ReportCell.Rate(core.Rate), new(ReportText.Change(core.Deviation), core.Deviation),
                ReportCell.Count(core.Trials), ReportCell.Count(core.Hits), ReportCell.Count(core.Expected), Blocks(core),
                core.WrongKernels is { Count: > 0 } kernels ? string.Join(", ", kernels) : "none");
        }

        return table;
    }

    private static string Plain(double number) => ((long)number).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Blocks(CoreTest core)
    {
        const int most = 5;
        return core.WrongBlocks is not { Count: > 0 } ? "none"
            : string.Join(", ", core.WrongBlocks.Take(most)) + (core.WrongBlocks.Count > most ? $" and {core.WrongBlocks.Count - most} more" : string.Empty);
    }
}
