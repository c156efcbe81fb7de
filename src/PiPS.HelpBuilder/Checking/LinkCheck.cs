using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Checking;

/// <summary>Finds related links that are missing or lead nowhere: HELP007.</summary>
/// <remarks>From every command there shall be a way to those that are used with it, and to a topic that explains all of them.</remarks>
internal static class LinkCheck
{
    private const string Code = "HELP007";

    /// <summary>Checks the links of all commands.</summary>
    /// <param name="commands">All there are: what can be linked.</param>
    /// <param name="topics">Names of the topics there are: about_….</param>
    public static IEnumerable<Problem> Check(IReadOnlyList<CommandHelp> commands, IReadOnlyCollection<string> topics)
    {
        HashSet<string> names = [.. commands.Select(command => command.Name)];
        return commands.SelectMany(command => Check(command, names, topics)
            .Select(text => new Problem(Code, $"{command.Name}: {text}")));
    }

    private static IEnumerable<string> Check(CommandHelp command, HashSet<string> commands, IReadOnlyCollection<string> topics)
    {
        // What has an address leads out of here.
        List<string> links = [.. command.Links.Where(link => link.Address.Length == 0).Select(link => link.Text)];

        if (!links.Any(link => commands.Contains(link) && link != command.Name))
        {
            yield return "links to no other command; give the class a <seealso cref=\"…\"/>";
        }

        if (!links.Any(topics.Contains))
        {
            yield return "links to no topic; give the class a <seealso>about_…</seealso>";
        }

        foreach (string link in links.Where(link => link == command.Name || (!commands.Contains(link) && !topics.Contains(link))))
        {
            yield return link == command.Name ? "links to itself" : $"links to {link}, which is neither a command nor a topic";
        }

        foreach (string link in links.GroupBy(link => link).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return $"links to {link} twice";
        }
    }
}
