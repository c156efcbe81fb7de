using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PiPS.Benchmarks;
using PiPS.Benchmarks.Programs;

// dotnet run -c Release --project tests/PiPS.Benchmarks -- --help
// Parts of the engine that have no peers are BenchmarkDotNet's: ... -- parts --filter '*'
if (args is ["parts", .. string[] rest])
{
    // In this process: a project that BenchmarkDotNet makes would be built under the repository's own strict settings.
    Job job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    _ = BenchmarkSwitcher.FromAssembly(typeof(Suite).Assembly).Run(rest, DefaultConfig.Instance.AddJob(job));
    return 0;
}

// The other process of a benchmark.
if (args is [IncrementProgram.Name, .. string[] words])
{
    return IncrementProgram.Run(words);
}

return Suite.Run(args);
