using System.Management.Automation;
using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Reads one cmdlet: its class's comment, and through the other readers its parameters and types.</summary>
internal sealed class CommandReader
{
    private readonly DocumentationFiles _documentation;
    private readonly DocumentationText _text;
    private readonly ParameterReader _parameters;
    private readonly OutputReader _outputs;

    public CommandReader(DocumentationFiles documentation, DocumentationText text)
    {
        _documentation = documentation;
        _text = text;
        _parameters = new ParameterReader(documentation, text);
        _outputs = new OutputReader(documentation, text);
    }

    public CommandHelp Read(Type cmdlet)
    {
        List<object?> name = [.. cmdlet.One<CmdletAttribute>()!.Positional()];
        XElement? comment = _documentation.Find(cmdlet);
        IReadOnlyList<ParameterHelp> parameters = _parameters.Read(cmdlet);

        return new CommandHelp
        {
            Verb = (string)name[0]!,
            Noun = (string)name[1]!,
            Synopsis = Lead.Off(_text.Line(comment?.Element("summary")), string.Join('-', name)),
            Description = _text.Paragraphs(comment?.Element("remarks")),
            Notes = [.. comment?.Descendants("note").Select(_text.Line) ?? []],
            Syntax = SyntaxReader.Read(cmdlet, parameters),
            Parameters = parameters,
            Inputs = InputReader.Read(parameters),
            Outputs = _outputs.Read(cmdlet, comment),
            Examples = [.. comment?.Elements("example").Select(Example) ?? []],
            Links = Links(cmdlet, comment),
        };
    }

    /// <summary>What precedes the first code block is the title; what follows, further blocks too, is remarks.</summary>
    private ExampleHelp Example(XElement example)
    {
        IReadOnlyList<TextBlock> blocks = _text.Blocks(example);
        List<string> before = [.. blocks.TakeWhile(block => !block.IsCode).Select(block => block.Text)];
        IEnumerable<string> after = blocks.SkipWhile(block => !block.IsCode).Skip(1).Select(block => block.Text);

        return new ExampleHelp(
            before.FirstOrDefault("").TrimEnd('.'),
            blocks.FirstOrDefault(block => block.IsCode)?.Text ?? "",
            [.. before.Skip(1), .. after]);
    }

    private List<LinkHelp> Links(Type cmdlet, XElement? comment)
    {
        List<LinkHelp> links = [];

        // Get-Help -Online opens the first link that has an address.
        if (cmdlet.One<CmdletAttribute>()!.Named<string>(nameof(CmdletAttribute.HelpUri)) is string address)
        {
            links.Add(new LinkHelp("Online Version:", address));
        }

        foreach (XElement see in comment?.Elements("seealso") ?? [])
        {
            // Through a parent, since a reference is shown by what it stands in.
            links.Add(new LinkHelp(_text.Line(new XElement("link", see)), (string?)see.Attribute("href") ?? ""));
        }

        return links;
    }
}
