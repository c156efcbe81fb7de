using System.Globalization;
using System.Text;
using PiPS.Benchmarks.Measuring;
using PiPS.Engine.Machine;

namespace PiPS.Benchmarks.Reporting;

/// <summary>What was measured, as text that is Markdown.</summary>
internal static class Report
{
    private const double MuchLoad = 0.2;

    /// <summary>On what it was measured.</summary>
    public static string Header(PiEnvironment machine) => string.Create(CultureInfo.InvariantCulture, $"""
        # PiPS benchmarks

        {machine.Processor}{Hypervisor(machine)}, {machine.UsableProcessors} of {machine.LogicalProcessors} processors usable;
        {machine.InstructionSets};
        {machine.OperatingSystem}, {machine.Runtime}, {machine.Architecture}. {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC.

        Contenders take turns, round after round. A ratio is taken within each round; then its median, minimum and maximum.


        """);

    /// <summary>A group's tables.</summary>
    public static string Text(GroupResult result)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {result.Group.Title}").AppendLine();
        text.Append(Figures(result)).Append(Ratios(result)).Append(Targets(result));

        foreach (string reason in result.LeftOut)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- Left out: {reason}");
        }

        foreach (string wrong in result.WrongHits)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- WRONG HITS: {wrong}");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"- {result.Rounds} rounds{Load(result)}.").AppendLine().ToString();
    }

    private static string Load(GroupResult result) => result.OtherLoad switch
    {
        null => string.Empty,
        double others when others < MuchLoad => string.Create(
            CultureInfo.InvariantCulture, $"; other programs kept {others:N2} processors busy"),
        double others => string.Create(
            CultureInfo.InvariantCulture,
            $"; other programs kept {others:N2} processors busy: believe processor time and ratios, not the clock"),
    };

    private static Table Figures(GroupResult result)
    {
        Table table = new("figure", "median", "from", "to", "unit");

        foreach ((string name, Series series) in result.Figures)
        {
            table.Add([name, .. Cells(series.Unit, series.Spread), series.Unit.Label]);
        }

        return table;
    }

    private static Table Ratios(GroupResult result)
    {
        Table table = new("ratio", "median", "from", "to");

        foreach (Quantity ratio in result.Group.Ratios)
        {
            if (ratio.In(result) is Spread spread && ratio.UnitIn(result) is Unit unit)
            {
                table.Add([ratio.Label, .. Cells(unit, spread)]);
            }
        }

        return table;
    }

    private static Table Targets(GroupResult result)
    {
        Table table = new("target", "to reach", "median", "from", "to", "unit", "verdict");

        foreach (Target target in result.Group.Targets)
        {
            if (target.Quantity.In(result) is Spread spread && target.Quantity.UnitIn(result) is Unit unit)
            {
                string verdict = target.Verdict(unit, spread);
                table.Add([target.What, unit.Text(target.Bound), .. Cells(unit, spread), unit.Label, verdict]);
            }
        }

        return table;
    }

    private static string[] Cells(Unit unit, Spread spread)
        => [unit.Text(spread.Median), unit.Text(spread.Minimum), unit.Text(spread.Maximum)];

    private static string Hypervisor(PiEnvironment machine)
        => machine.Hypervisor is string name ? $" under {name}" : string.Empty;
}
