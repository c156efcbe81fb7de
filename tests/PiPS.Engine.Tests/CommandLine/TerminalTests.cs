using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.CommandLine;

/// <summary><c>pips</c> at a terminal: <c>script</c> makes one.</summary>
[Collection(nameof(Alone))]
public sealed class TerminalTests
{
    private const byte CtrlC = 3;

    [Fact]
    public void Ctrl_C_at_a_terminal_ends_a_run_that_shows_how_far_it_is()
    {
        Proc.SkipUnlessLinux();
        using Process script = StartOrSkip($"'{Estimates.Pips.FileName}' estimate 1e15 --type process --workers 2");
        int pips = 0;
        Eventually.Holds(() => (pips = Pips(script.Id)) != 0 && Proc.ChildrenOf(pips).Count == 2, "its workers were started");
        IReadOnlyList<int> workers = Proc.ChildrenOf(pips);

        // The line of progress comes when it is at work.
        StringBuilder shown = new();

        while (!shown.ToString().EndsWith(" left", StringComparison.Ordinal))
        {
            int character = script.StandardOutput.Read();
            Assert.NotEqual(-1, character);
            shown.Append((char)character);
        }

        script.StandardInput.BaseStream.WriteByte(CtrlC);
        script.StandardInput.BaseStream.Flush();

        string rest = script.StandardOutput.ReadToEnd();
        Assert.True(script.WaitForExit(Deadline.Generous));
        Assert.Equal(130, script.ExitCode);
        Assert.Matches(@"\r\e\[K0 %, [0-9,]+ trials, [0-9,]+ M a second(, \d+ °C)?(, \d+\.\d\d GHz)?, \d\d+:\d\d:\d\d left\z", shown.ToString());
        Assert.Matches(@"\r\e\[K[^ a-zA-Z]*\z", rest);
        Eventually.Holds(() => !workers.Any(Proc.IsAlive), "its workers have ended");
    }

    // The shell that script starts may have become pips, or may have started it.
    private static int Pips(int script)
    {
        IEnumerable<int> children = Proc.ChildrenOf(script);
        return children.Concat(children.SelectMany(Proc.ChildrenOf)).FirstOrDefault(id => Proc.NameOf(id) == "pips");
    }

    private static Process StartOrSkip(string command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (Win32Exception absent)
        {
            Assert.Skip($"script can't be started: {absent.Message}");
            throw;
        }
    }
}
