using System.Globalization;
using System.Net;
using System.Text;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>Makes text of numbers as people read them, and markup of text as it can't do harm. Between a number and its unit no line ends.</summary>
internal static class ReportText
{
    private const char Space = '\u00a0';

    private static readonly (double Size, string Letter)[] Prefixes = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

    /// <summary>Text that says what it says: what isn't seen, or turns the direction of writing, becomes a mark.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        StringBuilder clean = new(text.Length);

        foreach (Rune rune in text.EnumerateRunes())
        {
            bool hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            clean.Append((hidden ? Rune.ReplacementChar : rune).ToString());
        }

        return clean.ToString();
    }

    /// <summary>Text as it stands in markup, in an attribute too.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(Clean(text));

    /// <summary>A whole number: 1,048,576.</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many significant digits at the least, never in powers of ten unless it is tiny: 0.00123, 12.3, 1,234.</summary>
    public static string Number(double value, int digits = 3)
    {
        double size = Math.Abs(value);

        if (!double.IsFinite(value) || size == 0.0)
        {
            return size == 0.0 ? "0" : "–";
        }

        // The exponent of what is shown: 9.999 with three digits is 10.0.
        string scientific = size.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        int exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int decimals = Math.Max(0, digits - 1 - exponent);
        return decimals > 9
            ? value.ToString($"0.{new string('0', digits - 1)}e-0", CultureInfo.InvariantCulture)
            : value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>Trials a second: 18.4 G/s.</summary>
    public static string Rate(double rate) => $"{Prefixed(rate)}/s";

    /// <summary>A large number with a letter: 18.4 G.</summary>
    public static string Prefixed(double value)
    {
        (double size, string letter) = Prefix(value);
        return letter.Length == 0 ? Number(value) : $"{Number(value / size)}{Space}{letter}";
    }

    /// <summary>What a number is best divided by, and the letter for that.</summary>
    public static (double Size, string Letter) Prefix(double value)
    {
        // A number that rounds to the next prefix has it: 999.9 M is 1.00 G.
        (double Size, string Letter) prefix = Prefixes.FirstOrDefault(prefix => Math.Abs(value) >= prefix.Size * 0.9995);
        return prefix.Letter is null ? (1.0, string.Empty) : prefix;
    }

    /// <summary>A time: 1.23 s, 45.6 ms, 789 µs, 12 min 3 s, 1 h 2 min.</summary>
    public static string Seconds(double seconds) => Math.Abs(seconds) switch
    {
        0.0 => $"0{Space}s",
        < 0.9995e-3 => $"{Number(seconds * 1e6)}{Space}µs",
        < 0.9995 => $"{Number(seconds * 1e3)}{Space}ms",
        < 120.0 => $"{Number(seconds)}{Space}s",
        < 7200.0 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60.0):N0}{Space}min {seconds % 60.0:N0}{Space}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600.0):N0}{Space}h {seconds % 3600.0 / 60.0:N0}{Space}min"),
    };

    /// <summary>A share as a percentage: 94.3 %.</summary>
    public static string Percent(double share, int decimals = 1)
        => double.IsFinite(share) ? $"{(share * 100.0).ToString($"N{decimals}", CultureInfo.InvariantCulture)}{Space}%" : "–";

    /// <summary>The same with a sign: +1.2 %, −3.4 %.</summary>
    public static string Change(double share) => $"{(share < 0.0 ? "−" : "+")}{Percent(Math.Abs(share))}";

    /// <summary>Memory: 64.0 GiB.</summary>
    public static string Memory(double bytes) => bytes >= 1L << 30
        ? $"{Number(bytes / (1L << 30))}{Space}GiB"
        : $"{Number(bytes / (1L << 20))}{Space}MiB";

    /// <summary>A number with its noun: 1 core, 2 cores.</summary>
    public static string Of(int count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";
}
