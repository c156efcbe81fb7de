using PiPS.HelpBuilder.Checking;
using PiPS.HelpBuilder.Model;
using PiPS.HelpBuilder.Tests.Samples;

namespace PiPS.HelpBuilder.Tests.Checking;

public sealed class HelpCheckTests
{
    // cmdlet => what is wrong with it
    public static TheoryData<string, string[]> Problems => new()
    {
        { "Start-Coffee", [] },
        { "Stop-Coffee", [] },
        {
            "Get-Nothing",
            [
                "HELP001: Get-Nothing: has no synopsis; give the class a <summary>",
                "HELP002: Get-Nothing: has no description; give the class <remarks>",
                "HELP003: Get-Nothing: parameter -Name has no description",
                "HELP004: Get-Nothing: output System.Int64 has no description; give the type a <summary> or the cmdlet <returns>",
                "HELP005: Get-Nothing: has 0 examples; 2 are the fewest",
            ]
        },
        {
            "Set-MixUp",
            [
                "HELP001: Set-MixUp: has the synopsis of Get-Other",
                "HELP003: Set-MixUp: parameter -Name has the text of -Other",
                "HELP004: Set-MixUp: has no output type; give it an [OutputType], of void if it emits nothing",
                "HELP005: Set-MixUp: example 1 has no title",
                "HELP005: Set-MixUp: example 2 has no code",
            ]
        },
    };

    [Theory, MemberData(nameof(Problems))]
    public void Finds_what_is_missing(string cmdlet, string[] expected)
        => Assert.Equal(expected, HelpCheck.Check(Sample.Command(cmdlet)).Select(problem => $"{problem.Code}: {problem.Text}"));

    [Fact]
    public void To_emit_nothing_is_complete()
        => Assert.Empty(HelpCheck.Check(Sample.Command("Stop-Coffee") with { Outputs = [ValueHelp.Nothing] }));

    [Fact]
    public void One_example_is_too_few()
    {
        CommandHelp command = Sample.Command("Stop-Coffee");

        Problem problem = Assert.Single(HelpCheck.Check(command with { Examples = [command.Examples[0]] }));

        Assert.Equal("HELP005", problem.Code);
    }

    [Fact]
    public void MSBuild_takes_a_problem_for_an_error()
        => Assert.Equal(
            "a.xml : error HELP003: Stop-It: parameter -Name has no description",
            new Problem("HELP003", "Stop-It: parameter -Name has no description").Show("a.xml"));
}
