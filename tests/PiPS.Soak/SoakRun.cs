using System.Diagnostics;
using System.Globalization;
using PiPS.Soaking.Checking;
using PiPS.Soaking.Suites;
using PiPS.Soaking.Workloads;

namespace PiPS.Soaking;

/// <summary>The parts that are asked for, one after the other: the programs that take as long as they take first, scenarios for the rest of the time.</summary>
internal sealed class SoakRun
{
    // What is opened and loaded for the first time isn't a leak.
    private const int WarmUp = 4;

    private readonly SoakOptions _options;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly string _folder = Directory.CreateTempSubdirectory("pips-soak-").FullName;
    private readonly int _seed;
    private int _failures;

    private SoakRun(SoakOptions options)
    {
        _options = options;
        _seed = options.Seed ?? Random.Shared.Next(1_000_000);
    }

    private TimeSpan Left => _options.Duration - _clock.Elapsed;

    /// <returns>The exit code.</returns>
    public static int Execute(SoakOptions options)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The soak kills and counts processes as Linux has them: run it there.");
            return 2;
        }

        SoakRun run = new(options);

        // All that is temporary is within one folder, and can be counted.
        Environment.SetEnvironmentVariable("TMPDIR", run._folder);

        try
        {
            return run.RunParts();
        }
        finally
        {
            Directory.Delete(run._folder, recursive: true);
        }
    }

    private int RunParts()
    {
        foreach (SuitePart part in SuitePart.All.Where(part => _options.Has(part.Name)))
        {
            Say($"{part.Name}: {part.What}");

            // PowerShell's share of the time; the others have rounds.
            string? problem = part.Run(_seed, Left * 0.3);

            if (problem is not null)
            {
                Fail($"{part.Name} failed:{Environment.NewLine}{problem}", $"--only {part.Name} --seed {_seed}");
            }
        }

        if (SoakOptions.WorkloadParts.Any(_options.Has))
        {
            RunScenarios();
        }

        Say(_failures == 0 ? "nothing was found" : $"{_failures} failed");
        return _failures == 0 ? 0 : 1;
    }

    private void RunScenarios()
    {
        Footprint? first = null;
        Footprint? last = null;
        int done = 0;

        for (; _options.Scenarios is int most ? done < most : done == 0 || Left > TimeSpan.Zero; done++)
        {
            Scenario scenario = new(_seed + done, _options, _folder);

            try
            {
                scenario.Run(() => Announce(scenario));
                last = Footprint.Check(first);
                first ??= done + 1 >= WarmUp ? last : null;

                if (_options.Verbose)
                {
                    Say($"then: {last}");
                }
            }
            catch (Exception error)
            {
                string came = error is ViolationException ? error.Message : error.ToString();
                string plan = string.Join(Environment.NewLine, scenario.Lines.Select(line => $"    {line}"));
                Fail($"Scenario with seed {scenario.Seed}:{Environment.NewLine}{plan}{Environment.NewLine}    {came}", Replay(scenario.Seed));

                // What it left would be held against the next ones.
                break;
            }
        }

        Say($"{done} scenarios, from seed {_seed} on");
        Say($"after the first {WarmUp}: {first}");
        Say($"at the end: {last}");
    }

    private void Announce(Scenario scenario)
    {
        string left = _options.Scenarios is int most
            ? $"{most - (scenario.Seed - _seed)} left"
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0.0, Left.TotalSeconds):F0} s left");
        Say($"scenario with seed {scenario.Seed}, {left}{(_options.Verbose ? string.Concat(scenario.Lines.Select(line => $"{Environment.NewLine}    {line}")) : string.Empty)}");
    }

    private string Replay(int seed) => $"{string.Concat(_options.Only.Where(part => !SuitePart.All.Any(one => one.Name == part)).Select(part => $"--only {part} "))}"
        + $"{(_options.Only.Count == 0 ? "--only workloads " : string.Empty)}--seed {seed} --scenarios 1";

    private void Fail(string what, string replay)
    {
        _failures++;
        Console.Error.WriteLine(what);
        Console.Error.WriteLine($"Run it again: dotnet run -c Release --project tests/PiPS.Soak -- {replay}");
    }

    private void Say(string what) => Console.WriteLine($"{_clock.Elapsed:hh\\:mm\\:ss} {what}");
}
