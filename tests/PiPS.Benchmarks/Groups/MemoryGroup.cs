using System.Diagnostics;
using System.Globalization;
using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Values;

namespace PiPS.Benchmarks.Groups;

/// <summary>Memory that processes map: copies in and out of a shared array, and a counter that two processes add to.</summary>
internal sealed class MemoryGroup(bool full) : BenchmarkGroup
{
    private const int Size = 64 << 20;
    private const int Few = 4 << 20;
    private const string In = "Shared array, 64 MB in";
    private const string Out = "Shared array, 64 MB out";
    private const string ScriptIn = "Shared array, 64 MB in, from a script";
    private const string ScriptOut = "Shared array, 64 MB out, from a script";
    private const string NumPyIn = "Python, SharedMemory and NumPy, 64 MB in";
    private const string NumPyOut = "Python, SharedMemory and NumPy, 64 MB out";
    private const string BytesIn = "Python, SharedMemory, 64 MB in";
    private const string BytesOut = "Python, SharedMemory, 64 MB out";
    private const string ArrayIn = "Python, multiprocessing.Array, 4 MB in";
    private const string ArrayOut = "Python, multiprocessing.Array, 4 MB out";
    private const string Contended = "Counter, two processes";
    private const string Script = "Counter, a script's loop";
    private const string Element = "Element of a shared array, a script's loop";
    private const string PythonValue = "Python, Value with its lock, two processes";

    private readonly int _passes = full ? 40 : 10;
    private readonly int _increments = full ? 20_000_000 : 4_000_000;
    private readonly double[] _own = new double[Size / sizeof(double)];
    private SharedArray<double>? _shared;
    private readonly LocalSpace _space = new(() => new CompactCodec());
    private PowerShellSession? _session;

    public override string Name => "memory";

    public override string Title => "Memory that processes share";

    public override int Rounds => 7;

    public override IReadOnlyList<Contender> Contenders =>
    [
        new(In, round => Enter(round, In, Seconds(() => _shared!.CopyFrom(_own)))) { Prepare = Start },
        new(Out, round => Enter(round, Out, Seconds(() => _shared!.CopyTo(_own)))),
        new(ScriptIn, round => Enter(round, ScriptIn, ScriptSeconds("$shared.CopyFrom($own)"))) { Prepare = StartScript },
        new(ScriptOut, round => Enter(round, ScriptOut, ScriptSeconds("$shared.CopyTo($own)"))),
        Copying(NumPyIn, "numpy", "numpy", "in", Size),
        Copying(NumPyOut, "numpy", "numpy", "out", Size),
        Copying(BytesIn, "multiprocessing", "bytes", "in", Size),
        Copying(BytesOut, "multiprocessing", "bytes", "out", Size),
        Copying(ArrayIn, "multiprocessing", "array", "in", Few),
        Copying(ArrayOut, "multiprocessing", "array", "out", Few),
        new(Contended, MeasureContended),
        new(Script, round => round.Enter(Script, Unit.Increments, 1_000_000 / Loop(1_000_000, "[void] $counter.Increment()"))),
        new(Element, round => round.Enter(Element, Unit.Increments, 1_000_000 / Loop(1_000_000, "[void] $shared.Increment(5)"))),
        new(PythonValue, MeasurePython),
    ];

    public override IReadOnlyList<Quantity> Ratios =>
        [new(In, NumPyIn), new(Out, NumPyOut), new(In, BytesIn), new(Out, BytesOut), new(Out, ArrayOut), new(Contended, PythonValue)];

    public override IReadOnlyList<Target> Targets =>
    [
        new("Shared array, copy in", new(In), 15e9),
        new("Shared array, copy out", new(Out), 15e9),
        new("Counter contended by two processes", new(Contended), 10e6),
        new("Counter from a script's loop", new(Script), 300_000),
    ];

    public override void Dispose()
    {
        _space.RemoveAll();
        _shared = null;
        _session?.Dispose();
        _session = null;
        base.Dispose();
    }

    private void Enter(Round round, string figure, double seconds) => round.Enter(figure, Unit.Throughput, (double)Size * _passes / seconds);

    // The first half warms up: after some idling the first copies take twice as long.
    private double Seconds(Action copy)
    {
        long start = 0;

        for (int i = -_passes; i < _passes; i++)
        {
            if (i == 0)
            {
                start = Stopwatch.GetTimestamp();
            }

            copy();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private double ScriptSeconds(string copy)
    {
        _ = Loop(_passes, copy);
        return Loop(_passes, copy);
    }

    // In a scope of its own, where variables are compiled, as in any function.
    private double Loop(int times, string script) => _session!.Seconds(string.Create(
        CultureInfo.InvariantCulture, $"& {{ foreach ($i in 1..{times}) {{ {script} }} }}"));

    private Contender Copying(string figure, string module, string way, string direction, int bytes) => new(figure, round =>
    {
        Counting counting = Counting.By(Python.Script(Python.With(module), "memory_copy", way, direction, bytes, _passes));
        round.Enter(figure, Unit.Throughput, counting.Count / counting.Seconds);
    });

    private void MeasureContended(Round round)
    {
        SharedCounter counter = SharedCounter.Create(_space), gate = SharedCounter.Create(_space);

        try
        {
            ChildProgram other = IncrementProgram.Command(counter, gate, 2, _increments);
            Task<double> mine = Task.Factory.StartNew(
                () => IncrementProgram.Count(counter, gate, 2, _increments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            double slower = Math.Max(Counting.By(other).Seconds, mine.Result);
            WrongHitsException.ThrowUnless(Contended, 2L * _increments, counter.Value);
            round.Enter(Contended, Unit.Increments, 2.0 * _increments / slower);
        }
        finally
        {
            // Who still waits at the gate, because the other couldn't be started, leaves.
            _space.Remove(gate);
            _space.Remove(counter);
        }
    }

    private void MeasurePython(Round round)
    {
        // At its pace a twentieth is enough.
        int increments = _increments / 20;
        Counting counting = Counting.By(Python.Script(Python.With("multiprocessing"), "value_increments", 2, increments));
        WrongHitsException.ThrowUnless(PythonValue, 2L * increments, counting.Count);
        round.Enter(PythonValue, Unit.Increments, counting.Count / counting.Seconds);
    }

    private void Start()
    {
        _shared = (SharedArray<double>)SharedArray.Create(_space, SharedElement.Double, _own.Length);
        _own.AsSpan().Fill(1.0);
    }

    private void StartScript()
    {
        Repository.ThrowUnlessBuilt();
        _session = new();
        _ = _session.Seconds(PowerShellSession.Import);
        _ = _session.Seconds($"$shared = New-SharedArray Double {_own.Length}; $own = [double[]]::new({_own.Length}); [array]::Fill($own, 1.0)");
        _ = _session.Seconds("$counter = New-SharedObject -Type Counter");
    }
}
