using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PiPS.Engine.Benchmarking.Reports;

/// <summary>The frame of the page: head, styles, scripts, and what browsers are told to forbid.</summary>
internal static class ReportDocument
{
    public static string Compose(string title, DateTimeOffset created, ReportPage page, string style, string script, string? library)
    {
        string[] scripts = [.. new[] { library, script }.OfType<string>().Select(Inline)];

        // Only these very scripts and this style, by their hashes; nothing is ever fetched.
        string policy = $"default-src 'none'; script-src {string.Join(' ', scripts.Select(Hash))}; style-src {Hash(Inline(style))}; "
            + "img-src data:; base-uri 'none'; form-action 'none'";

        HtmlWriter html = new();
        html.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head").Raw("<meta charset=\"utf-8\">\n");
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ReportText.Encode(policy)}\">\n");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Raw("<link rel=\"icon\" href=\"data:,\">\n");
        html.Element("title", title).Open("style").Raw(Inline(style)).Close().Close();

        html.Open("body").Open("header").Element("h1", title);
        html.Open("p", ("class", "note")).Text("Made by PiPS ").Text(Version).Text(" on ");
        html.Open("time", ("datetime", created.ToString("O", CultureInfo.InvariantCulture)));
        html.Text(created.ToString("d MMMM yyyy, HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture)).Close(line: false).Text(".").Close();
        html.Close().Open("main");

        if (library is null)
        {
            html.Element(
                "p",
                "Charts were left out: this copy of PiPS was built without its charting library (npm or the network weren't there). The tables have all numbers.",
                ("class", "notice"), ("id", "no-charts"));
        }
        else
        {
            html.Raw("<noscript>").Element("p", "Charts need JavaScript, which is off. The tables have all numbers.", ("class", "notice")).Raw("</noscript>\n");
        }

        html.Raw(page.Html.ToString()).Close();
        html.Open("script", ("type", "application/json"), ("id", "report-data")).Raw(page.Data()).Close();

        foreach (string each in scripts)
        {
            html.Open("script").Raw(each).Close();
        }

        return html.Close().Close().ToString();
    }

    private static string Version => typeof(ReportDocument).Assembly.GetName().Version?.ToString(3) ?? string.Empty;

    // Within its element a script must not have the element's end, and its line ends are those that the hash is of.
    private static string Inline(string script) => script.ReplaceLineEndings("\n")
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
}
