using System.Globalization;
using PiPS.HelpBuilder.Tests.Samples;

namespace PiPS.HelpBuilder.Tests;

public sealed class HelpBuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pips-help").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Fails_with_a_line_for_each_problem_and_writes_nothing()
    {
        string output = Path.Combine(_folder, "a.xml");
        using StringWriter error = new(CultureInfo.InvariantCulture);

        int exitCode = HelpBuild.Run([Sample.Assembly, Sample.Documentation, output], error);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{Sample.Documentation} : error HELP003: Get-Nothing: parameter -Name has no ", error.ToString());
        Assert.Equal(17, error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void Explains_itself_when_arguments_are_missing()
    {
        using StringWriter error = new(CultureInfo.InvariantCulture);

        Assert.Equal(2, HelpBuild.Run([Sample.Assembly], error));
        Assert.StartsWith("usage:", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The build of the module does the same; here it is, where a failure is a failed test.</summary>
    [Fact]
    public void The_modules_own_help_is_complete()
    {
        string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
        string output = Path.Combine(_folder, "en-US", "PiPS.Cmdlets.dll-Help.xml");
        using StringWriter error = new(CultureInfo.InvariantCulture);

        string[] topics =
        [
            "about_PiPS", "about_PiPS_Pools", "about_PiPS_Sharing", "about_PiPS_Benchmarks", "about_PiPS_Clusters", "about_PiPS_From_Python",
        ];

        HelpBuild.Run([Beside("PiPS.Cmdlets.dll"), Beside("PiPS.Cmdlets.xml"), output, Beside("PiPS.Engine.xml"), .. topics], error);

        Assert.Equal("", error.ToString());
        Assert.True(File.Exists(output));
    }
}
