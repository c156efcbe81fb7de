using System.Text;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>Writes elements. Whatever comes from outside goes through <see cref="Text"/> or an attribute, and is encoded there.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element.</summary>
    /// <param name="name">Its name, never from outside.</param>
    /// <param name="attributes">Names, never from outside, and values. Without a value it is left out.</param>
    public HtmlWriter Open(string name, params (string Name, string? Value)[] attributes)
    {
        _html.Append('<').Append(name);

        foreach ((string attribute, string? value) in attributes.Where(attribute => attribute.Value is not null))
        {
            _html.Append(' ').Append(attribute).Append("=\"").Append(ReportText.Encode(value)).Append('"');
        }

        _html.Append('>');
        _open.Push(name);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public HtmlWriter Close(bool line = true)
    {
        _html.Append("</").Append(_open.Pop()).Append('>').Append(line ? "\n" : string.Empty);
        return this;
    }

    public HtmlWriter Text(string? text)
    {
        _html.Append(ReportText.Encode(text));
        return this;
    }

    /// <summary>An element that has text alone.</summary>
    public HtmlWriter Element(string name, string? text, params (string Name, string? Value)[] attributes)
        => Open(name, attributes).Text(text).Close();

    /// <summary>What is markup, or script, of our own.</summary>
    public HtmlWriter Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public override string ToString() => _open.Count == 0
        ? _html.ToString()
        : throw new InvalidOperationException($"The element {_open.Peek()} isn't closed.");
}
