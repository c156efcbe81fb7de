using System.Globalization;

namespace PiPS.Engine.Benchmarking.Reports.Sections;

/// <summary>Results that belong together: of one work, measured in one go on one machine.</summary>
/// <param name="Origin">The machine, when, and which of several; nothing if that isn't known.</param>
/// <param name="Results">At least one.</param>
internal sealed record MeasuredTogether<T>(string Origin, IReadOnlyList<T> Results)
{
    /// <summary>Tells apart what was measured elsewhere or another time: also what differs in nothing, but has the same place twice.</summary>
    /// <param name="results">Results, each with where it comes from.</param>
    /// <param name="work">What has to be the same.</param>
    /// <param name="place">What one measurement has once.</param>
    public static IReadOnlyList<MeasuredTogether<T>> Of(IEnumerable<(T Result, string Origin)> results, Func<T, string> work, Func<T, string> place)
    {
        Dictionary<(string, string, string), int> seen = [];
        return [.. results
            .GroupBy(each =>
            {
                string kind = work(each.Result);
                (string, string, string) at = (kind, each.Origin, place(each.Result));
                return (Kind: kind, each.Origin, Round: seen[at] = seen.GetValueOrDefault(at) + 1);
            })
            .Select(group => new MeasuredTogether<T>(Named(group.Key.Origin, group.Key.Round), [.. group.Select(each => each.Result)]))];
    }

    private static string Named(string origin, int round) => round == 1 ? origin
        : string.Join(", ", new[] { origin, string.Create(CultureInfo.InvariantCulture, $"no. {round}") }.Where(text => text.Length > 0));
}
