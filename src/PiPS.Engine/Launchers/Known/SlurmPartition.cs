using System.Globalization;

namespace PiPS.Engine.Launchers.Known;

/// <summary>A partition of a cluster, as <c>sinfo</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUsual">Whether Slurm takes it where none is named.</param>
/// <param name="Availability">up, down, drain or inact.</param>
/// <param name="TimeLimit">The longest that a job may run, as Slurm writes it: 7-00:00:00, infinite.</param>
/// <param name="IdleNodes">Nodes with nothing to do.</param>
/// <param name="Nodes">All its nodes.</param>
public sealed record SlurmPartition(string Name, bool IsUsual, string Availability, string TimeLimit, int IdleNodes, int Nodes)
{
    /// <summary>What <c>sinfo -o</c> is asked for: <c>%F</c> is allocated/idle/other/total.</summary>
    public const string Format = "%P|%a|%l|%F";

    /// <summary>Reads what <c>sinfo</c> wrote; other lines are left out.</summary>
    public static IReadOnlyList<SlurmPartition> Parse(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return [.. output.Split('\n').Select(One).OfType<SlurmPartition>().DistinctBy(partition => partition.Name)];
    }

    /// <summary>All of it in words: <c>up, 3 of 8 nodes idle, at most 7-00:00:00; taken where none is named</c>.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Availability}, {IdleNodes} of {Nodes} nodes idle, {(TimeLimit == "infinite" ? "no time limit" : $"at most {TimeLimit}")}{(IsUsual ? "; taken where none is named" : null)}");

    private static SlurmPartition? One(string line) => line.Trim().Split('|') is [{ Length: > 0 } name, { } state, { } limit, { } nodes]
        && name != "*" && nodes.Split('/') is [_, { } idle, _, { } all] && Number(idle) is int free && Number(all) is int count
        ? new(name.TrimEnd('*'), name.EndsWith('*'), state, limit, free, count)
        : null;

    // Of a thousand and more, sinfo writes 1K.
    private static int? Number(string text)
        => double.TryParse(text.TrimEnd('K'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number < 1e6
            ? (int)(number * (text.EndsWith('K') ? 1024 : 1)) : null;
}
