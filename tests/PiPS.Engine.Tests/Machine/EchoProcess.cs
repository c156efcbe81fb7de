using System.ComponentModel;
using System.Diagnostics;

namespace PiPS.Engine.Tests.Machine;

/// <summary>A child that answers what it is told, so that a test knows when it runs, and ends when asked.</summary>
internal static class EchoProcess
{
    /// <summary>Starts a command that ends in <c>cat</c> and waits for its answer. Skips the test if there is none.</summary>
    public static Process Start(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process? process = null;

        try
        {
            process = Process.Start(start)!;
            process.StandardInput.WriteLine("ready");
            process.StandardInput.Flush();
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            Assert.Skip($"{command} can't be started: {failure.Message}");
        }

        Assert.SkipUnless(process.StandardOutput.ReadLine() == "ready", $"{command} doesn't do what it should.");
        return process;
    }

    public static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
    }
}
