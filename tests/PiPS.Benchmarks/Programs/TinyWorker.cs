using System.Diagnostics;
using PiPS.Benchmarks.Measuring;
using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Benchmarks.Programs;

/// <summary>A worker process whose job is a single trial: nearly all that a task costs is the way there and back.</summary>
internal sealed class TinyWorker : IDisposable
{
    private const ulong Seed = 42;
    private static readonly BlockRange Task = new(0, 1);

    private readonly ProcessWorker _worker;
    private readonly long _hits = TrialSources.Create(Seed, KernelPath.Reference).Count(1);

    public TinyWorker()
    {
        Repository.ThrowUnlessBuilt();
        WorkerCommand command = Repository.WorkerCommand;
        Job job = new(Generator.Xoshiro256PlusPlus, Seed, TrialSources.DefaultBlockSize(Generator.Xoshiro256PlusPlus), 1);
        _worker = new(command, WorkerProcess.Start(command), job);
        _worker.WaitUntilReady();
    }

    /// <summary>Processor time that the worker has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using Process process = Process.GetProcessById(_worker.ProcessId);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Sends tasks, and takes their answers.</summary>
    /// <param name="tasks">How many.</param>
    /// <param name="inFlight">How many the worker has at a time, from 1.</param>
    public void Do(int tasks, int inFlight)
    {
        for (int i = -inFlight; i < tasks; i++)
        {
            if (i >= 0)
            {
                WrongHitsException.ThrowUnless("A worker process, one trial", _hits, _worker.Take().Hits);
            }

            if (i + inFlight < tasks)
            {
                _worker.Post(Task);
            }
        }
    }

    public void Dispose() => _worker.Dispose();
}
