using PiPS.HelpBuilder.About;

namespace PiPS.HelpBuilder.Tests.About;

public sealed class AboutPageTests
{
    // Markdown below the title => lines of the long description
    public static TheoryData<string, string> Pages => new()
    {
        { "A `word`, **stressed**,\nand [a page](clusters.md) or [a site](https://a.b/).", "    A word, stressed, and a page or a site (https://a.b/)." },
        { "a\n\nb", "    a\n\n    b" },
        { "## Part two\n\na\n\n### Within\n\nb", "\nPART TWO\n    a\n\n  Within\n    b" },
        { "- a\n- b\n  c", "    - a\n    - b c" },
        { "1. a\n2. b", "    1. a\n    2. b" },
        { "```powershell\n1..3 |\n\n    x\n```", "        1..3 |\n\n            x" },
        { "| a | bcd |\n|---|---|\n| `ef` | g \\| h |", "    a   bcd\n    --  -----\n    ef  g | h" },
        { "| a | `x \\| y` |\n|---|---|\n| b | — |", "    a  x | y\n    -  -----\n    b  —" },
        { $"| a | b | c |\n|---|---|---|\n| x | — | {new string('y', 68)} z |", $"    x\n        {new string('y', 68)} z" },
        { "| | |\n|---|---|\n| a | b |", "    a  b" },
        { $"| a | b | c |\n|---|---|---|\n| x | {new string('y', 70)} | z |", $"    x\n        {new string('y', 70)}\n        c: z" },
    };

    [Theory, MemberData(nameof(Pages))]
    public void Becomes_text(string markdown, string expected)
        => Assert.Equal(
            $"TOPIC\n    about_It\n\nSHORT DESCRIPTION\n    The title\n\nLONG DESCRIPTION\n{expected}\n",
            AboutPage.Convert("about_It", $"# The title\n\n{markdown}\n"));

    [Fact]
    public void Wraps_at_words_and_keeps_what_is_longer_than_a_line()
    {
        string text = AboutPage.Convert("about_It", $"# T\n\n{string.Join(' ', Enumerable.Repeat("word", 60))} {new string('x', 100)} end\n");

        string[] lines = text.Split('\n');
        Assert.All(lines.Where(line => !line.Contains('x', StringComparison.Ordinal)), line => Assert.True(line.Length <= 79));
        Assert.Contains($"    {new string('x', 100)}", lines);
    }

    [Theory]
    [InlineData("text first", 1)]
    [InlineData("# T\n\na\n\n> quoted", 5)]
    [InlineData("# T\n\n<b>bold</b>", 3)]
    public void Refuses_what_it_cannot_show_and_says_where(string markdown, int line)
        => Assert.Equal(line, Assert.Throws<AboutPageException>(() => AboutPage.Convert("about_It", markdown)).Line);

    [Fact]
    public void Writes_nothing_if_a_page_is_wrong()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pips-about");

        try
        {
            string good = Path.Join(folder.FullName, "good.md");
            string bad = Path.Join(folder.FullName, "bad.md");
            File.WriteAllText(good, "# A\n");
            File.WriteAllText(bad, "no title\n");
            using StringWriter error = new();

            Assert.Equal(1, HelpBuild.Run(["about", Path.Join(folder.FullName, "en-US"), $"about_A={good}", $"about_B={bad}"], error));
            Assert.Equal($"{bad}(1): error HELP006: A page begins with its title: # …{Environment.NewLine}", error.ToString());
            Assert.False(Directory.Exists(Path.Join(folder.FullName, "en-US")));

            Assert.Equal(0, HelpBuild.Run(["about", Path.Join(folder.FullName, "en-US"), $"about_A={good}"], error));
            Assert.True(File.Exists(Path.Join(folder.FullName, "en-US", "about_A.help.txt")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
