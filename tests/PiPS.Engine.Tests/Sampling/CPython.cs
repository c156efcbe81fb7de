using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>The real thing, where there is one: <c>python3</c> on the path.</summary>
internal static class CPython
{
    private const string Trials = """
        import random, sys
        random.seed(int(sys.argv[1]))
        uniform = random.uniform
        def hit():
            x = uniform(0, 1)
            y = uniform(0, 1)
            return x * x + y * y <= 1.0
        trials = range(int(sys.argv[2]))

        """;

    /// <summary>The hits of the first trials after <c>random.seed(seed)</c>.</summary>
    public static long CountHits(UInt128 seed, long trials)
        => long.Parse(Run("print(sum(hit() for _ in trials))", seed, trials), CultureInfo.InvariantCulture);

    /// <summary>The first trials after <c>random.seed(seed)</c>: <c>#</c> for each that hits, <c>.</c> for each other.</summary>
    public static string ListHits(UInt128 seed, long trials)
        => Run("print(''.join('#' if hit() else '.' for _ in trials))", seed, trials);

    private static string Run(string print, UInt128 seed, long trials)
    {
        ProcessStartInfo start = new("python3")
        {
            ArgumentList = { "-c", Trials + print, Number(seed), Number(trials) },
            RedirectStandardOutput = true,
        };

        try
        {
            using Process python = Process.Start(start)!;
            string output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            Assert.Equal(0, python.ExitCode);
            return output.Trim();
        }
        catch (Win32Exception absent)
        {
            Assert.Skip($"python3 can't be started ({absent.Message}); the stored counts are checked all the same.");
            throw;
        }
    }

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
