using PiPS.Engine.Launchers.Known;

namespace PiPS.Engine.Tests.Launchers.Known;

public sealed class SshConfigLineTests
{
    // line => keyword and words, with | between; empty for none
    public static TheoryData<string, string> Lines => new()
    {
        { "Host web1 web2", "host|web1|web2" },
        { "  HOST\tweb1\t web2 \r", "host|web1|web2" },
        { "Host=web1", "host|web1" },
        { "Host = web1", "host|web1" },
        { "Host==web1", "host|=web1" },
        { "Host \"web 1\" 'web 2' we\"b\"3", "host|web 1|web 2|web3" },
        { "Host \"web1\"#x", "host|web1#x" },
        { "Host web1 # the first", "host|web1" },
        { @"Host web\ 1 ""a\""b"" c\d", @"host|web 1|a""b|c\d" },
        { "Host\"web1\"", "host|web1" },
        { "Host \"web1", "" },
        { "Host 'web1", "" },
        { "# Host web1", "" },
        { "Host", "" },
        { "Host # none", "" },
        { "= web1", "" },
        { " \t ", "" },
        { "", "" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Takes_a_line_apart(string line, string expected)
    {
        SshConfigLine? read = SshConfigLine.Read(line);

        Assert.Equal(expected, read is null ? string.Empty : string.Join('|', [read.Keyword, .. read.Words]));
    }

    [Fact]
    public void Knows_its_keywords_in_Turkish_too()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");

        try
        {
            Assert.Equal("include", SshConfigLine.Read("INCLUDE a")!.Keyword);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
