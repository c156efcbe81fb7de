using System.Text.RegularExpressions;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>The worker that docs/protocol.md shows, written in another language by what that page says.</summary>
public sealed partial class PythonWorkerTests
{
    [Fact]
    public void Counts_the_same_hits()
    {
        Assert.SkipWhen(Command.Find("python3") is null, "There is no python3 here.");
        string file = Path.GetTempFileName();
        File.WriteAllText(file, Script().Match(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "protocol.md"))).Groups[1].Value);
        EstimateOptions options = new() { Trials = 1_000_003, Seed = 5, Generator = Generator.MersenneTwister, BlockSize = 10_000 };

        PiEstimate estimate = Estimates.Run(options with
        {
            WorkerCount = 2,
            Launcher = new CommandLauncher { Command = [Command.Find("python3")!, file, Hello.ThisVersion] },
        });

        Assert.Equal(Estimates.Run(options).Hits, estimate.Hits);
        File.Delete(file);
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();
}
