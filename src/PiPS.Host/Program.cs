using PiPS.Engine.Workers;
using PiPS.Host;

// A worker needs no command line: it gets up faster without one.
return args is ["worker"] ? ComputeWorker.Run() : CommandLine.Run(args);
