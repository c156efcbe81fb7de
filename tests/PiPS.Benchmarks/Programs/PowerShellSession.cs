using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PiPS.Benchmarks.Measuring;

namespace PiPS.Benchmarks.Programs;

/// <summary>A <c>pwsh</c> that stays, and times what it is told to run.</summary>
internal sealed class PowerShellSession : IDisposable
{
    private readonly Process _process;

    /// <exception cref="LeftOutException">There is no PowerShell.</exception>
    public PowerShellSession()
    {
        string script = Path.Combine(AppContext.BaseDirectory, "PowerShell", "session.ps1");
        ProcessStartInfo start = new("pwsh", [.. Options, "-File", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "dumb";
        start.Environment["NO_COLOR"] = "1";

        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new LeftOutException($"pwsh can't be started ({error.Message})");
        }
    }

    /// <summary>What a session starts with to be as fast as it can.</summary>
    public static string[] Options { get; } = ["-NoProfile", "-NonInteractive", "-NoLogo"];

    /// <summary>The command that loads the module.</summary>
    public static string Import => $"Import-Module '{Repository.Module.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Runs a line.</summary>
    /// <returns>The seconds that it took.</returns>
    /// <exception cref="LeftOutException">It failed.</exception>
    public double Seconds(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new LeftOutException($"pwsh ended at: {line}");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
