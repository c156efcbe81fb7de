using System.Xml.Linq;
using PiPS.HelpBuilder.Reading;

namespace PiPS.HelpBuilder.Tests.Reading;

public sealed class DocumentationTextTests
{
    private static DocumentationText Text { get; } = new(new References([typeof(Samples.StartCoffeeCommand)]));

    // comment => text, paragraphs joined by a bar
    public static TheoryData<string, string> Comments => new()
    {
        { "one\n    two", "one two" },
        { "<c>a</c> <b>b</b>", "a b" },
        { "<para>a</para>\n<para>b</para>c", "a|b|c" },
        { "a<br/>b", "a\nb" },
        { "<paramref name='x'/> of <typeparamref name='T'/>", "x of T" },
        { "<see langword='true'/>, <see langword='await'/>", "$true, await" },
        { "<see cref='T:A.B`1'/>", "B" },
        { "<see cref='M:A.B.C(System.Int32,A.D)'/>", "C" },
        { "<see cref='M:A.B.#ctor(System.Int32)'/>", "B" },
        { "<see cref='F:A.B.C'/>", "C" },
        { "<see cref='T:A.B'>text</see>", "text" },
        { "<see href='https://a.b/'/>", "https://a.b/" },
        { "<see href='https://a.b/'>page</see>", "page" },
        { "<see cref='T:PiPS.HelpBuilder.Tests.Samples.StartCoffeeCommand'/>", "Start-Coffee" },
        { "<see cref='P:PiPS.HelpBuilder.Tests.Samples.StartCoffeeCommand.Milk'/>", "-Milk" },
        { "<see cref='P:PiPS.HelpBuilder.Tests.Samples.BrewingCmdlet`1.TimeoutSeconds'/>", "-TimeoutSeconds" },
        { "a<list type='bullet'><item>b</item><item><description><c>d</c> e</description></item></list>", "a|- b\n- d e" },
        { "<list type='number'><item>a</item><item>b</item></list>", "1. a\n2. b" },
        {
            "<list type='table'><listheader><term>a</term><description>b</description></listheader>"
            + "<item><term>c</term><description>d</description></item></list>",
            "a: b\nc: d"
        },
        { "a <note>not here</note>", "a" },
        { "a<code>\n      b\n        c\n    </code>", "a|b\n  c" },
        { "&lt;a&gt; &amp; \"b\"", "<a> & \"b\"" },
        { " ", "" },
    };

    [Theory, MemberData(nameof(Comments))]
    public void Becomes_plain_text(string comment, string expected)
    {
        XElement element = XElement.Parse($"<summary>{comment}</summary>", LoadOptions.PreserveWhitespace);

        Assert.Equal(expected, string.Join('|', Text.Paragraphs(element)));
    }

    // text, name => without the name
    [Theory]
    [InlineData("Stop-It: stops it.", "Stop-It", "Stops it.")]
    [InlineData("stops it.", "Stop-It", "Stops it.")]
    [InlineData("Stop-Item: stops it.", "Stop-It", "Stop-Item: stops it.")]
    [InlineData("-Name:", "-Name", "")]
    [InlineData("", "-Name", "")]
    public void Loses_its_own_name_and_begins_with_a_capital(string text, string name, string expected)
        => Assert.Equal(expected, Lead.Off(text, name));
}
