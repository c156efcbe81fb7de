using System.Globalization;

namespace PiPS.Engine.Launchers.Known;

/// <summary>What a cluster has to choose from. Nothing where there is none, or where it doesn't answer in time.</summary>
public static class SlurmHints
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    /// <summary>Its partitions.</summary>
    /// <param name="limit">How long it may take.</param>
    public static IReadOnlyList<SlurmPartition> Partitions(TimeSpan limit) => SlurmPartition.Parse(Ask(limit, "sinfo", "-h", "-o", SlurmPartition.Format));

    /// <summary>The features of its nodes, with how many nodes have each.</summary>
    /// <param name="limit">How long it may take.</param>
    public static IReadOnlyList<(string Name, int Nodes)> Features(TimeSpan limit) => ParseFeatures(Ask(limit, "sinfo", "-h", "-o", "%f|%D"));

    /// <summary>The accounts that this user may charge.</summary>
    /// <param name="limit">How long it may take.</param>
    public static IReadOnlyList<string> Accounts(TimeSpan limit)
        => ParseAccounts(Ask(limit, "sacctmgr", "-n", "-P", "show", "assoc", $"user={Environment.UserName}", "format=account"));

    internal static IReadOnlyList<(string Name, int Nodes)> ParseFeatures(string output) =>
    [
        .. output.Split('\n').Select(line => line.Trim().Split('|'))
            .Where(parts => parts.Length == 2 && parts[0] != "(null)")
            .SelectMany(parts => parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => (Name: name, Nodes: int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int nodes) ? nodes : 0)))
            .GroupBy(feature => feature.Name, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(feature => feature.Nodes)))
            .OrderBy(feature => feature.Key, StringComparer.Ordinal),
    ];

    internal static IReadOnlyList<string> ParseAccounts(string output)
        => [.. output.Split('\n').Select(line => line.Trim().TrimEnd('|')).Where(name => name.Length > 0 && !name.Contains(' ', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Ask(TimeSpan limit, params string[] command)
    {
        if (!SearchPath.Has(command[0]))
        {
            return string.Empty;
        }

        using CancellationTokenSource stop = new(limit);
        (int? exitCode, string output, _) = SlurmTool.Run(NoVariables, command, stop.Token);
        return exitCode is 0 ? output : string.Empty;
    }
}
