using System.Text;

namespace PiPS.HelpBuilder.About;

/// <summary>The files that <c>Get-Help about_…</c> shows, from pages of Markdown.</summary>
internal static class AboutFiles
{
    /// <summary>Writes a file for each page, or a line for each that can't be: then nothing is written.</summary>
    /// <param name="folder">Where to: a module's folder of a language.</param>
    /// <param name="pages">Topics with their pages: <c>about_PiPS=docs/about/about_PiPS.md</c>.</param>
    /// <param name="error">Takes what is wrong, as compilers write it.</param>
    /// <returns>0, or 1 if something is wrong.</returns>
    public static int Write(string folder, IEnumerable<string> pages, TextWriter error)
    {
        Dictionary<string, string> files = [];
        bool sound = true;

        foreach (string page in pages)
        {
            (string topic, string path) = (page[..page.IndexOf('=', StringComparison.Ordinal)], page[(page.IndexOf('=', StringComparison.Ordinal) + 1)..]);

            try
            {
                files[Path.Join(folder, $"{topic}.help.txt")] = AboutPage.Convert(topic, File.ReadAllText(path));
            }
            catch (AboutPageException wrong)
            {
                error.WriteLine($"{path}({wrong.Line}): error HELP006: {wrong.Message}");
                sound = false;
            }
        }

        if (!sound)
        {
            return 1;
        }

        Directory.CreateDirectory(folder);

        foreach ((string path, string text) in files)
        {
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return 0;
    }
}
