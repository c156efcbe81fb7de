using System.Xml.Linq;

namespace PiPS.HelpBuilder.Reading;

/// <summary>A list as lines of plain text: <c>- text</c>, <c>1. text</c>, and a table's rows as <c>term: text</c>.</summary>
internal static class ListText
{
    public static string Of(XElement list, Func<XElement, string> line)
    {
        IEnumerable<XElement> rows = list.Elements().Where(row => row.Name.LocalName is "listheader" or "item");
        return string.Join('\n', rows.Where(row => row.Name.LocalName == "listheader").Select(row => Row(row, line))
            .Concat(list.Elements("item").Select((row, i) => Mark(list, i) + Row(row, line))));
    }

    private static string Mark(XElement list, int index) => (string?)list.Attribute("type") switch
    {
        "number" => $"{index + 1}. ",
        "table" => "",
        _ => "- ",
    };

    private static string Row(XElement row, Func<XElement, string> line)
    {
        List<string> cells = [.. row.Elements().Where(cell => cell.Name.LocalName is "term" or "description").Select(line)];
        return cells.Count == 0 ? line(row) : string.Join(": ", cells);
    }
}
