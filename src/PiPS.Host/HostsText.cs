using System.Globalization;
using System.Text;
using PiPS.Engine.Launchers.Testing;

namespace PiPS.Host;

/// <summary>What came of a host, as a line, and what is wrong as lines below it.</summary>
internal static class HostsText
{
    private const int Width = 80;
    private const string Indent = "    ";

    public static string Head { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{"Place",-18} {"Status",-14} {"CPUs",5} {"M trials/s",11} {"Start/s",8} {"Trip/ms",8} {"Clock/s",9}");

    public static string Write(HostTest host)
    {
        StringBuilder text = new();
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Short(host.Place),-18} {host.Status,-14} {host.Processors,5} {host.Rate / 1e6,11:N0} {host.StartUp,8:F2} {1e3 * host.RoundTrip,8:F2} {host.ClockOffset,9:+0.000;-0.000;0.000}");
        text.AppendLine(line.TrimEnd());

        foreach (string wrapped in new[] { host.Message, host.Recommendation }.SelectMany(said => said.Split('\n')).SelectMany(Wrap))
        {
            text.Append(Indent).AppendLine(wrapped);
        }

        return text.ToString();
    }

    private static string Short(string place) => place.Length > 18 ? $"{place.AsSpan(0, 17)}…" : place;

    private static IEnumerable<string> Wrap(string text)
    {
        StringBuilder line = new();

        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Indent.Length + line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
