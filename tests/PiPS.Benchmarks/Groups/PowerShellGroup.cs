using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;

namespace PiPS.Benchmarks.Groups;

/// <summary>The cmdlet as its user meets it.</summary>
internal sealed class PowerShellGroup : BenchmarkGroup
{
    private const string Bare = "pwsh, start to end";
    private const string WithModule = "pwsh with Import-Module PiPS, start to end";
    private const string ImportCost = "Import-Module PiPS over a bare pwsh";
    private const string ColdImport = "Fresh session: Import-Module PiPS";
    private const string ColdThreads = "Fresh session: first Invoke-PiEstimate 1e8";
    private const string WarmThreads = "Warm session: Invoke-PiEstimate 1e8";
    private const string WarmProcesses = "Warm session: Invoke-PiEstimate 1e8 -Type Process -WorkerCount 8";

    private PowerShellSession? _session;

    public override string Name => "powershell";

    public override string Title => "The module in PowerShell";

    public override int Rounds => 7;

    public override IReadOnlyList<Contender> Contenders =>
    [
        new(WarmThreads, MeasureWarm) { Prepare = Start },
        new(ImportCost, MeasureImport),
        new(ColdThreads, MeasureCold),
    ];

    public override IReadOnlyList<Target> Targets =>
    [
        new("Invoke-PiEstimate 1e8, warm, threads", new(WarmThreads), 0.015),
        new("Invoke-PiEstimate 1e8, 8 processes, from nothing", new(WarmProcesses), 0.4),
        new("Import-Module PiPS, fresh session", new(ColdImport), 0.06),
    ];

    public override void Dispose()
    {
        _session?.Dispose();
        _session = null;
        base.Dispose();
    }

    private static double Whole(string script)
        => new ChildProgram("pwsh", [.. PowerShellSession.Options, "-Command", script]).Run().Seconds;

    private static void MeasureImport(Round round)
    {
        double bare = Whole("$null");
        double with = Whole(PowerShellSession.Import);
        round.Enter(Bare, Unit.Time, bare);
        round.Enter(WithModule, Unit.Time, with);
        round.Enter(ImportCost, Unit.Time, with - bare);
    }

    private static void MeasureCold(Round round)
    {
        using PowerShellSession fresh = new();
        round.Enter(ColdImport, Unit.Time, fresh.Seconds(PowerShellSession.Import));
        round.Enter(ColdThreads, Unit.Time, fresh.Seconds("Invoke-PiEstimate 1e8"));
    }

    private void Start()
    {
        Repository.ThrowUnlessBuilt();
        _session = new();
        _ = _session.Seconds(PowerShellSession.Import);
    }

    private void MeasureWarm(Round round)
    {
        // Twice: what came before in this round has used the caches.
        _ = _session!.Seconds("Invoke-PiEstimate 1e8");
        round.Enter(WarmThreads, Unit.Time, _session.Seconds("Invoke-PiEstimate 1e8"));
        round.Enter(WarmProcesses, Unit.Time, _session.Seconds("Invoke-PiEstimate 1e8 -Type Process -WorkerCount 8"));
    }
}
