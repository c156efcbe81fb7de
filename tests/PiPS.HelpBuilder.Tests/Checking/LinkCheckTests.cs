using PiPS.HelpBuilder.Checking;
using PiPS.HelpBuilder.Model;
using PiPS.HelpBuilder.Tests.Samples;

namespace PiPS.HelpBuilder.Tests.Checking;

public sealed class LinkCheckTests
{
    private const string Address = "https://example.org/coffee";

    // what Stop-Coffee links to => what is wrong with that
    public static TheoryData<string[], string[]> Problems => new()
    {
        { ["Start-Coffee", "about_Coffee"], [] },
        { ["about_Coffee"], ["links to no other command; give the class a <seealso cref=\"…\"/>"] },
        { ["Stop-Coffee", "about_Coffee"], ["links to no other command; give the class a <seealso cref=\"…\"/>", "links to itself"] },
        { ["Start-Coffee"], ["links to no topic; give the class a <seealso>about_…</seealso>"] },
        { ["Start-Coffee", "about_Coffee", "Start-Tea"], ["links to Start-Tea, which is neither a command nor a topic"] },
        { ["Start-Coffee", "about_Coffee", "about_Tea"], ["links to about_Tea, which is neither a command nor a topic"] },
        { ["Start-Coffee", "about_Coffee", "Start-Coffee"], ["links to Start-Coffee twice"] },
    };

    [Theory, MemberData(nameof(Problems))]
    public void Finds_links_that_are_missing_or_lead_nowhere(string[] links, string[] expected)
    {
        CommandHelp stop = Sample.Command("Stop-Coffee") with { Links = [.. links.Select(text => new LinkHelp(text, ""))] };
        IReadOnlyList<CommandHelp> commands = [Sample.Command("Start-Coffee"), stop];

        IEnumerable<Problem> found = LinkCheck.Check(commands, ["about_Coffee"]).Where(problem => problem.Text.StartsWith("Stop-Coffee", StringComparison.Ordinal));

        Assert.Equal(expected.Select(text => new Problem("HELP007", $"Stop-Coffee: {text}")), found);
    }

    [Fact]
    public void An_address_leads_somewhere()
    {
        LinkHelp[] links = [new("Start-Coffee", ""), new("about_Coffee", ""), new("All about coffee", Address)];
        IReadOnlyList<CommandHelp> commands = [Sample.Command("Start-Coffee"), Sample.Command("Stop-Coffee") with { Links = links }];

        Assert.DoesNotContain(LinkCheck.Check(commands, ["about_Coffee"]), problem => problem.Text.StartsWith("Stop-Coffee", StringComparison.Ordinal));
    }
}
