using System.Globalization;
using PiPS.Engine.Launchers;
using PiPS.Engine.Workers;
using PiPS.Host;

// A worker needs no command line: it gets up faster without one.
return args switch
{
    ["worker"] => ComputeWorker.Run(),
    ["worker", "--threads", string given] when int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int threads)
        && threads is >= 1 and <= WorkerLauncher.MaximumThreads => ComputeWorker.Run(threads),
    _ => CommandLine.Run(args),
};
