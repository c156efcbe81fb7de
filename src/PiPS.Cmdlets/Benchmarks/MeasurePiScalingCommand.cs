using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Engine.Machine;
using PiPS.Engine.Sampling;
using PiPS.Engine.Workers;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Measure-PiScaling</c>: measures how much more several workers deliver than one.</summary>
/// <remarks>
/// <para>Makes the same estimate with each number of workers, of each type, again and again, and gives a row for each point: the
/// median time and rate with their confidence intervals, the speed-up over one worker of the same type, the efficiency (the speed-up a worker),
/// and the serial fraction that the speed-up shows (Karp and Flatt's). Samples has every run.</para>
/// <para>In every round each point is run once, in an order that chance chooses anew: so a machine that gets warm or a neighbour that
/// starts hits all points alike. There are as many rounds as the confidence interval takes (6 for 0.95), and more until the spread of every point is small
/// (-TargetSpread) or a limit is reached (-MaximumRepeat, -MaximumDuration). Spread is half the width of the rate's interval, as a share of
/// the rate. Outliers, by their distance from the median in median absolute deviations, are named and kept.</para>
/// <para>Unless -Trials or -Duration is given, a run has as many trials as keep the quickest point busy for a second. Times are those from the first
/// worker's start to the last hit; StartUp has what went before.</para>
/// <para>All runs of the same work must have the same hits. If not, the machine miscounts, and the command says so instead of measuring.</para>
/// </remarks>
/// <example>
/// <para>See what this machine's processors deliver</para>
/// <code>Measure-PiScaling</code>
/// <para>Measures threads and processes, one worker, two, four and so on up to the usable processors.</para>
/// </example>
/// <example>
/// <para>Measure, keep, and fit</para>
/// <code>$rows = Measure-PiScaling 1, 2, 4, 8 -Type Thread -Pinning Spread
/// $rows | Get-PiScalingFit</code>
/// <para>Keeps each thread on a core of its own as long as there are cores, and says what holds them back.</para>
/// </example>
/// <example>
/// <para>See what hardware threads add to their cores</para>
/// <code>Measure-PiScaling -WorkerCount 1, 2 -Type Thread -Pinning Compact</code>
/// <para>Puts two threads on one core: a speed-up of 1.3 says that a second hardware thread is worth a third of a core.</para>
/// </example>
/// <example>
/// <para>Give each worker the same work</para>
/// <code>Measure-PiScaling -Weak -Trials 1e9</code>
/// <para>Measures weak scaling: with a billion trials for each worker. Times that stay the same are what is hoped for.</para>
/// </example>
/// <example>
/// <para>Measure what more hosts deliver</para>
/// <code>Measure-PiScaling 1, 2 -Launcher (New-WorkerLauncher web1, web2)</code>
/// <para>Puts one worker on the first host, then one on each. Where hosts have many processors, -ThreadsPerWorker of New-WorkerLauncher uses them. StartUp has what it took to get them there; Environment.Launcher says where.</para>
/// </example>
/// <seealso cref="GetPiScalingFitCommand"/>
/// <seealso cref="ExportPiBenchmarkCommand"/>
/// <seealso cref="ExportPiReportCommand"/>
/// <seealso cref="InvokePiEstimateCommand"/>
/// <seealso cref="TestPiCoreCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "PiScaling")]
[OutputType(typeof(ScalingPoint))]
public sealed class MeasurePiScalingCommand : StoppableCmdlet
{
    /// <summary><b>-WorkerCount</b>: numbers of workers to measure, 1 to 4096 each. Left out, powers of two up to the usable processors,
    /// and their number; with -Launcher, up to the slots that it has, or the tasks of the allocation.</summary>
    /// <value>Powers of two</value>
    [Parameter(Position = 0)]
    [WholeNumbersArgument]
    public WholeNumber[]? WorkerCount { get; set; }

    /// <summary><b>-Type</b>: what counts: Thread, Process, or both; Sequential is the calling thread alone, and one point. With
    /// -Launcher it is Process.</summary>
    /// <value>Thread, Process</value>
    [Parameter]
    [NamesArgument(typeof(WorkerType))]
    [ArgumentCompleter(typeof(MeasuredTypeCompleter))]
    public object Type { get; set; } = new[] { WorkerType.Thread, WorkerType.Process };

    /// <summary><b>-Launcher</b>: puts the workers, which are of type Process, on other machines: what New-WorkerLauncher gave. Each run starts them anew.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LauncherCompleter))]
    public WorkerLauncher? Launcher { get; set; }

    /// <summary><b>-Trials</b>: trials of each run, 1 to 2^62; of each worker with -Weak. Left out, as many as keep every point busy for a
    /// second.</summary>
    /// <value>A second's</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Trials { get; set; }

    /// <summary><b>-Duration</b>: ends each run after this time instead: a time span, or a number of seconds.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? Duration { get; set; }

    /// <summary><b>-Weak</b>: gives each worker the same work, however many there are. Without it, all together have the same work.</summary>
    [Parameter]
    public SwitchParameter Weak { get; set; }

    /// <summary><b>-Pinning</b>: keeps each worker on one logical processor: Spread takes sockets, memory nodes and cores in turn, and the
    /// second hardware threads of cores last; Compact fills one core after the other. More workers than processors begin again. Linux only.</summary>
    /// <value>None</value>
    [Parameter]
    [OneNameArgument(typeof(WorkerPinning))]
    [PSTypeName("PiPS.Engine.Estimating.WorkerPinning")]
    [ArgumentCompleter(typeof(EnumCompleter<WorkerPinning>))]
    public Enum Pinning { get; set; } = WorkerPinning.None;

    /// <summary><b>-Repeat</b>: rounds at the least. Left out, as few as the confidence level takes: 6 for 0.95, 8 for 0.99; five give 93.75 % at the
    /// most.</summary>
    /// <value>6</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Repeat { get; set; }

    /// <summary><b>-MaximumRepeat</b>: rounds at the most, if the spread doesn't get small.</summary>
    /// <value>20</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? MaximumRepeat { get; set; }

    /// <summary><b>-TargetSpread</b>: no more rounds are run once every point's spread is at most this share of its rate.</summary>
    /// <value>0.02</value>
    [Parameter]
    public double TargetSpread { get; set; } = 0.02;

    /// <summary><b>-MaximumDuration</b>: no round but the first is begun that would end later than this after the start: a time span, or a
    /// number of seconds.</summary>
    /// <value>01:00:00</value>
    [Parameter]
    [DurationArgument]
    public TimeSpan MaximumDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary><b>-Warmup</b>: rounds before the first that counts.</summary>
    /// <value>1</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Warmup { get; set; }

    /// <summary><b>-Seed</b>: chooses the random numbers, the same for all runs, and the order of the points: 0 to 18446744073709551615. Left
    /// out, it is random; the rows report it.</summary>
    /// <value>Random</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Seed { get; set; }

    /// <summary><b>-Generator</b>: where random numbers come from: Xoshiro256PlusPlus is fast, MersenneTwister is Python's.</summary>
    /// <value>Xoshiro256PlusPlus</value>
    [Parameter]
    [OneNameArgument(typeof(Generator))]
    [PSTypeName("PiPS.Engine.Sampling.Generator")]
    [ArgumentCompleter(typeof(EnumCompleter<Generator>))]
    public Enum Generator { get; set; } = PiPS.Engine.Sampling.Generator.Xoshiro256PlusPlus;

    /// <summary><b>-ConfidenceLevel</b>: how often the intervals shall hold the true median, between 0 and 1. The rows' ConfidenceLevel is what
    /// theirs have.</summary>
    /// <value>0.95</value>
    [Parameter]
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ScalingObserver observer = new(this);

        try
        {
            ScalingOptions options = Options();
            ScalingRun.ThrowIfInvalid(options);
            IReadOnlyList<ScalingPoint> rows =
                ScalingRun.Execute(options, PowerShellWorker.Commands(), SessionEnvironment.Read(this), observer, Stop);
            observer.Complete();
            WriteObject(rows, enumerateCollection: true);
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
        catch (MiscountException broken)
        {
            observer.Complete();
            ThrowTerminatingError(SweepErrors.MachineMiscounts(broken));
        }
        catch (PinningException refused)
        {
            observer.Complete();
            ThrowTerminatingError(SweepErrors.PinningFailed(refused));
        }
        catch (WorkersFailedException failed)
        {
            observer.Complete();
            ThrowTerminatingError(Errors.WorkersFailed(failed, null));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private ScalingOptions Options() => new()
    {
        WorkerCounts = WorkerCount is null
            ? null
            : [.. WorkerCount.Select(count => (int)count.Within("-WorkerCount", 1, EstimateOptions.MaximumWorkers, OptionErrors.WorkerCountOutOfRange))],
        Types = Launcher is not null && !MyInvocation.BoundParameters.ContainsKey(nameof(Type)) ? [WorkerType.Process] : (WorkerType[])Type,
        Launcher = Launcher,
        Trials = (long?)Trials?.Within("-Trials", 1, BlockPlan.MaximumTrials, OptionErrors.TrialsOutOfRange),
        Duration = Duration,
        Weak = Weak,
        Pinning = (WorkerPinning)Pinning,
        Repeat = (int?)Repeat?.Within("-Repeat", 1, ScalingErrors.MaximumRounds, ScalingErrors.RepeatOutOfRange),
        MaximumRepeat = (int?)MaximumRepeat?.Within(
            "-MaximumRepeat", 1, ScalingErrors.MaximumRounds, given => ScalingErrors.MaximumRepeatOutOfRange(given, 1)),
        TargetSpread = TargetSpread,
        MaximumDuration = MaximumDuration,
        Warmup = (int?)Warmup?.Within("-Warmup", 0, ScalingErrors.MaximumRounds, ScalingErrors.WarmupOutOfRange) ?? 1,
        Seed = (ulong?)Seed?.Within("-Seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange),
        Generator = (Generator)Generator,
        ConfidenceLevel = ConfidenceLevel,
    };
}
