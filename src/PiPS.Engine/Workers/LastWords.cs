using System.Text;

namespace PiPS.Engine.Workers;

/// <summary>The last lines of a text that may be endless: a runtime that fails fast writes a huge stack.</summary>
internal sealed class LastWords
{
    private const int MostLines = 12;
    private const int MostPerLine = 400;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();

    /// <summary>Takes the next characters.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            foreach (char character in text)
            {
                if (character == '\n')
                {
                    EndLine();
                }
                else if (!char.IsControl(character) && _line.Length < MostPerLine)
                {
                    _line.Append(character);
                }
            }
        }
    }

    /// <summary>The last lines that aren't blank, oldest first.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            // Without ending the line: it may be looked at while half of it is still to come.
            return string.Join('\n', _lines.Append(_line.ToString().Trim()).Where(line => line.Length > 0).TakeLast(MostLines));
        }
    }

    private void EndLine()
    {
        string line = _line.ToString().Trim();
        _line.Clear();

        if (line.Length == 0)
        {
            return;
        }

        _lines.Enqueue(line);

        if (_lines.Count > MostLines)
        {
            _lines.Dequeue();
        }
    }
}
