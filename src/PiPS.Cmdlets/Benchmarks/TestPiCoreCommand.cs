using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Benchmarking.Cores;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sampling;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary><c>Test-PiCore</c>: finds processors that miscount, or are slower than the others.</summary>
/// <remarks>
/// <para>On each logical processor a thread that is kept there counts the same 128 blocks of trials, again and again, by every kernel
/// that runs here (AVX-512, AVX2, 128-bit vectors, scalar code). What it counts is compared with what the blocks have, and its rate
/// with the other processors'. There is a row for each processor: Miscount if hits differ, Slow if it is slower than the others, Lost if
/// it couldn't be tested, such as one that went offline, and else Pass. A processor that miscounts is an error as well, a slow one a warning.</para>
/// <para>What is right: for the default seed and generator it was counted beforehand, by the plainest code. For others it is what
/// most processors found most often; where there is no majority, as between two, the plainest code counts that block on each of them once
/// more. A single processor under another seed is compared with itself alone.</para>
/// <para>What is slow: rates are the fastest kernel's, medians over repeats that are interleaved in a random order, so that what comes and goes
/// hits all alike. Slow is who is below the others' median by more than -SlowThreshold, and also in so many single rounds that chance
/// won't do it (a sign test at 5 %). That takes five repeats, which is the default; more find more on a busy machine. Cores that are
/// slower by design, by their highest frequency, are compared with each other; where the system doesn't tell it, test like ones together, with -Processor.</para>
/// <para>What it can't find: faulty cores are wrong with some instructions, on some data, at some temperatures, voltages and
/// frequencies, and often not each time (Hochschild et al., "Cores that don't count", HotOS 2021; Dixit et al., "Silent Data Corruptions at
/// Scale", 2021). This is a screen of integer and vector instructions, within the processor's own caches. What it finds is
/// broken. A pass proves nothing for other instructions, for memory, for other loads, or for tomorrow: run it for long, at different times, and with
/// -Load All, which heats the processor and strains its supply; One, one processor after the other, has the cleaner rates.</para>
/// <para>Only Linux keeps a thread on a processor. A virtual machine's processors move between the host's: what is found there
/// says that one of them is bad, not which.</para>
/// </remarks>
/// <example>
/// <para>Test every processor</para>
/// <code>Test-PiCore</code>
/// <para>Takes a second and a quarter for each. Shows what each counted, and how fast.</para>
/// </example>
/// <example>
/// <para>Burn in a new machine</para>
/// <code>Test-PiCore -Duration 08:00:00 -Load All | Export-Csv cores.csv</code>
/// <para>Keeps all processors busy for a night and compares every block that they count.</para>
/// </example>
/// <example>
/// <para>Look at one suspect</para>
/// <code>(Test-PiCore -Processor 0 -Repeat 20).WrongBlocks</code>
/// <para>Numbers of the blocks that it got wrong: none if it is sound.</para>
/// </example>
/// <example>
/// <para>Keep jobs off a bad machine</para>
/// <code>if (-not (Test-PiCore -Quiet)) { throw 'This machine has a bad processor.' }</code>
/// <para>Is true only if every processor passed.</para>
/// </example>
/// <seealso cref="GetPiEnvironmentCommand"/>
/// <seealso cref="MeasurePiScalingCommand"/>
/// <seealso cref="ExportPiReportCommand"/>
/// <seealso>about_PiPS_Benchmarks</seealso>
/// <returns>With -Quiet, whether every processor passed.</returns>
[Cmdlet(VerbsDiagnostic.Test, "PiCore", DefaultParameterSetName = RepeatSet)]
[OutputType(typeof(CoreTest), typeof(bool))]
public class TestPiCoreCommand : StoppableCmdlet
{
    private const string RepeatSet = "Repeat";
    private const string DurationSet = "Duration";

    /// <summary><b>-Processor</b>: numbers of the logical processors to test. Left out, it is all that this process may run on.</summary>
    /// <value>All usable</value>
    [Parameter(Position = 0)]
    [WholeNumbersArgument]
    [ArgumentCompleter(typeof(ProcessorCompleter))]
    public WholeNumber[]? Processor { get; set; }

    /// <summary><b>-Trials</b>: trials of a repeat on each processor, 1 to 2^62, counted in whole blocks of 1048576. Left out, it is what
    /// takes a quarter of a second, the same for all.</summary>
    /// <value>A quarter of a second's</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Trials { get; set; }

    /// <summary><b>-Repeat</b>: repeats on each processor, 1 to 1000000.</summary>
    /// <value>5</value>
    [Parameter(ParameterSetName = RepeatSet)]
    [WholeNumberArgument]
    public WholeNumber? Repeat { get; set; }

    /// <summary><b>-Duration</b>: repeats until this time is over: a time span, or a number of seconds. Every processor has one repeat at
    /// least.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DurationSet)]
    [DurationArgument]
    public TimeSpan? Duration { get; set; }

    /// <summary><b>-Load</b>: One tests one processor after the other, which gives clean rates. All tests them all at once: heat and strain are
    /// what some faults take to show.</summary>
    /// <value>One</value>
    [Parameter]
    [OneNameArgument(typeof(CoreLoad))]
    [PSTypeName("PiPS.Engine.Benchmarking.Cores.CoreLoad")]
    [ArgumentCompleter(typeof(EnumCompleter<CoreLoad>))]
    public Enum Load { get; set; } = CoreLoad.One;

    /// <summary><b>-SlowThreshold</b>: share below the others' median at which a processor is slow, between 0 and 1.</summary>
    /// <value>0.1</value>
    [Parameter]
    public double SlowThreshold { get; set; } = 0.1;

    /// <summary><b>-Seed</b>: chooses the blocks: 0 to 18446744073709551615. Of the default one's it is known what they have; others
    /// have other data go through the processor.</summary>
    /// <value>42</value>
    [Parameter]
    [WholeNumberArgument]
    public WholeNumber? Seed { get; set; }

    /// <summary><b>-Generator</b>: where random numbers come from: Xoshiro256PlusPlus, which has several kernels, or
    /// MersenneTwister, which has one, with floating-point numbers.</summary>
    /// <value>Xoshiro256PlusPlus</value>
    [Parameter]
    [OneNameArgument(typeof(Generator))]
    [PSTypeName("PiPS.Engine.Sampling.Generator")]
    [ArgumentCompleter(typeof(EnumCompleter<Generator>))]
    public Enum Generator { get; set; } = PiPS.Engine.Sampling.Generator.Xoshiro256PlusPlus;

    /// <summary><b>-Quiet</b>: gives true if every processor passed and else false, without rows, errors and warnings.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CoreTestObserver observer = new(this, Quiet);

        try
        {
            IReadOnlyList<CoreTest> cores = Execute(Options(), observer);
            observer.Complete();

            if (Quiet)
            {
                WriteObject(cores.All(core => core.Verdict == nameof(CoreVerdict.Pass)));
                return;
            }

            foreach (CoreTest core in cores)
            {
                Write(core);
            }
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Tests this machine's processors.</summary>
    private protected virtual IReadOnlyList<CoreTest> Execute(CoreTestOptions options, ICoreTestObserver observer)
        => CoreTestRun.Execute(options, observer, Stop);

    private void Write(CoreTest core)
    {
        WriteObject(core);

        if (core.Verdict == nameof(CoreVerdict.Miscount))
        {
            WriteError(CoreErrors.CoreMiscounts(core));
        }
        else if (core.Verdict == nameof(CoreVerdict.Slow))
        {
            WriteWarning(CoreErrors.CoreIsSlow(core));
        }
    }

    private CoreTestOptions Options() => new()
    {
        Processors = Processor?.Select(Number).ToArray(),
        Trials = (long?)Trials?.Within("-Trials", 1, BlockPlan.MaximumTrials, OptionErrors.TrialsOutOfRange),
        Repeat = (int?)Repeat?.Within("-Repeat", 1, CoreTestOptions.MaximumRepeat, CoreTestErrors.RepeatOutOfRange),
        Duration = Duration,
        Load = (CoreLoad)Load,
        SlowThreshold = SlowThreshold,
        Seed = (ulong?)Seed?.Within("-Seed", 0, ulong.MaxValue, OptionErrors.SeedOutOfRange) ?? CoreTestOptions.DefaultSeed,
        Generator = (Generator)Generator,
    };

    private static int Number(WholeNumber given)
        => (int)given.Within("-Processor", 0, int.MaxValue, refused => CoreTestErrors.ProcessorNotUsable(refused));
}
