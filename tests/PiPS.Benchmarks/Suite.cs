using PiPS.Benchmarks.Groups;
using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Reporting;
using PiPS.Engine.Machine;

namespace PiPS.Benchmarks;

/// <summary>All groups, one after the other.</summary>
internal static class Suite
{
    private const int Done = 0;
    private const int WrongHits = 1;
    private const int BadInput = 2;

    /// <returns>0, also when a target is missed: this measures, it isn't a test. 1 when hits are wrong.</returns>
    public static int Run(string[] arguments)
    {
        try
        {
            BenchmarkOptions options = BenchmarkOptions.Read(arguments);

            if (options.Help)
            {
                Console.Out.WriteLine(BenchmarkOptions.Usage);
                return Done;
            }

            return Run(options, Chosen(options));
        }
        catch (FormatException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return BadInput;
        }
    }

    private static int Run(BenchmarkOptions options, IReadOnlyList<BenchmarkGroup> groups)
    {
        bool right = true;
        Write(options, Report.Header(PiEnvironment.Read()), append: false);

        foreach (BenchmarkGroup group in groups)
        {
            using (group)
            {
                GroupResult result = group.Run(options.Rounds ?? group.Rounds, Console.Error.WriteLine);
                Write(options, Report.Text(result), append: true);
                right &= result.WrongHits.Count == 0;
            }
        }

        return right ? Done : WrongHits;
    }

    private static List<BenchmarkGroup> Chosen(BenchmarkOptions options)
    {
        BenchmarkGroup[] all =
        [
            new SamplingGroup(), new ScalingGroup(options.Full), new StartUpGroup(options.Full), new PowerShellGroup(),
            new RoundTripGroup(options.Full), new TaskGroup(options.Full), new MemoryGroup(options.Full), new SharingGroup(options.Full),
            new DispatchGroup(options.Full), new ComparisonGroup(options.Full),
        ];
        string? unknown = options.Only.FirstOrDefault(name => all.All(group => group.Name != name));

        return unknown is null
            ? [.. all.Where(group => options.Only.Count == 0 || options.Only.Contains(group.Name))]
            : throw new FormatException($"There is no group {unknown}. See --help.");
    }

    // As it comes: a run that is interrupted has shown what it has.
    private static void Write(BenchmarkOptions options, string text, bool append)
    {
        Console.Out.Write(text);

        if (options.Markdown is string file)
        {
            (append ? (Action<string, string>)File.AppendAllText : File.WriteAllText)(file, text);
        }
    }
}
