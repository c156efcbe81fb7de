using System.Text;
using System.Xml;
using System.Xml.Linq;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Writing;

/// <summary>The help file of a module, in the form that <c>Get-Help</c> reads and platyPS writes.</summary>
internal static class MamlFile
{
    public static XDocument Of(IEnumerable<CommandHelp> commands)
        => new(new XElement(Maml.Root + "helpItems", new XAttribute("schema", "maml"), commands.Select(MamlCommand.Of)));

    public static void Write(IEnumerable<CommandHelp> commands, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        // The same bytes on every system.
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using XmlWriter writer = XmlWriter.Create(path, settings);
        Of(commands).Save(writer);
    }
}
