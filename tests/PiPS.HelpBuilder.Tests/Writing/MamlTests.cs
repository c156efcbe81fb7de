using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using PiPS.HelpBuilder.Tests.Samples;
using PiPS.HelpBuilder.Writing;

namespace PiPS.HelpBuilder.Tests.Writing;

public sealed class MamlTests
{
    private static XElement Command { get; } = MamlFile.Of([Sample.Command("Start-Coffee")]).Root!.Elements().Single();

    private static XmlNamespaceManager Namespaces { get; } = Prefixes();

    // path from the command => texts found there, joined by a bar
    public static TheoryData<string, string> Places => new()
    {
        { "command:details/command:name", "Start-Coffee" },
        { "command:details/command:verb", "Start" },
        { "command:details/command:noun", "Coffee" },
        { "command:details/maml:description/maml:para", "Brews coffee & tea, if 1 < 2." },
        { "maml:description/maml:para", "Grinds as grind says, until Stop-Coffee or -Strength is $null.|Second." },
        { "command:syntax/*/maml:name", "Start-Coffee|Start-Coffee" },
        { "command:syntax/*[2]/command:parameter[1]/maml:name", "Bean" },
        { "command:syntax/*[2]/command:parameter[maml:name='Milk']/command:parameterValue", "" },
        { "command:syntax/*[1]/command:parameter[maml:name='Strength']/command:parameterValue", "WholeNumber" },
        { "command:syntax/*[1]/command:parameter[maml:name='Roast']/command:parameterValueGroup/*", "Light|Dark" },
        { "command:syntax/*/command:parameter[maml:name='Strength']/@required", "true|false" },
        { "command:parameters/command:parameter/maml:name", "Roast|Size|Bean|Strength|Milk|Taste|TimeoutSeconds|WhatIf|Confirm" },
        { "command:parameters/*[maml:name='Bean']/@*", "true|true|true|True (ByPropertyName)|0|none" },
        { "command:parameters/*[maml:name='Size']/@*", "false|true|false|False|named|s, litres" },
        { "command:parameters/*[maml:name='Size']/command:parameterValue", "String[]" },
        { "command:parameters/*[maml:name='Size']/maml:description/maml:para", "Of the cup.|Possible values: S, L." },
        { "command:parameters/*[maml:name='Size']/dev:possibleValues", "" },
        { "command:parameters/*[maml:name='Milk']/command:parameterValue", "" },
        { "command:parameters/*[maml:name='Milk']/dev:type/maml:name", "SwitchParameter" },
        { "command:parameters/*[maml:name='TimeoutSeconds']/dev:defaultValue", "for ever" },
        { "command:parameters/*[maml:name='Roast']/dev:possibleValues/*/dev:value", "Light|Dark" },
        { "command:parameters/*[maml:name='Roast']//dev:possibleValue[2]//maml:para", "Dark & oily." },
        { "command:inputTypes/command:inputType[1]/dev:type/maml:name", "PiPS.HelpBuilder.Tests.Samples.WholeNumber" },
        { "command:inputTypes/command:inputType[1]/maml:description/maml:para", "For -Strength: Spoons." },
        { "command:returnValues/command:returnValue[1]/dev:type/maml:name", "PiPS.HelpBuilder.Tests.Samples.Cup" },
        { "command:returnValues/command:returnValue[1]/maml:description/maml:para", "A cup of coffee." },
        { "maml:alertSet/maml:alert/maml:para", "Hot." },
        { "command:examples/command:example[2]/dev:code", "Start-Coffee -Bean 'Java \"Blue\" <1>' |\n    Stop-Coffee" },
        { "command:examples/command:example[1]/dev:remarks/maml:para", "It is hot.|Litres\n------\n   0.2|" },
        { "command:relatedLinks/maml:navigationLink/maml:linkText", "Online Version:|Stop-Coffee|All about coffee" },
        { "command:relatedLinks/maml:navigationLink/maml:uri", "https://example.org/start||https://example.org/coffee" },
    };

    [Theory, MemberData(nameof(Places))]
    public void Has_everything_in_its_place(string path, string expected)
    {
        IEnumerable<object> found = [.. (IEnumerable<object>)Command.XPathEvaluate(path, Namespaces)];

        Assert.Equal(expected, string.Join('|', found.Select(node => (node as XAttribute)?.Value ?? ((XElement)node).Value)));
    }

    [Fact]
    public void A_title_counts_its_example_and_brings_its_rule()
    {
        string title = Command.XPathSelectElement("command:examples/command:example[2]/maml:title", Namespaces)!.Value;

        Assert.Matches("^-+ Example 2: Brew to taste -+$", title);
    }

    [Fact]
    public void The_written_file_reads_back_with_the_same_texts()
    {
        string folder = Directory.CreateTempSubdirectory("pips-help").FullName;

        try
        {
            string path = Path.Combine(folder, "en-US", "a.xml");
            MamlFile.Write([Sample.Command("Start-Coffee"), Sample.Command("Stop-Coffee")], path);
            XElement written = XDocument.Load(path).Root!;

            Assert.Equal(
                ["Start-Coffee", "Stop-Coffee"],
                written.XPathSelectElements("//command:details/command:name", Namespaces).Select(name => name.Value));
            Assert.Equal(Texts(Command), Texts(written.Elements().First()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Texts(XElement element)
        => element.DescendantNodes().OfType<XText>().Select(text => text.Value).Where(text => text.Length > 0);

    private static XmlNamespaceManager Prefixes()
    {
        XmlNamespaceManager namespaces = new(new NameTable());
        namespaces.AddNamespace("maml", Maml.Text.NamespaceName);
        namespaces.AddNamespace("command", Maml.Command.NamespaceName);
        namespaces.AddNamespace("dev", Maml.Dev.NamespaceName);
        return namespaces;
    }
}
