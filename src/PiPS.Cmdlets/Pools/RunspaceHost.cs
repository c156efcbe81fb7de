using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Cmdlets.Pools;

/// <summary>A runspace as what runs a worker's scripts.</summary>
public sealed class RunspaceHost : ITaskHost
{
    private readonly Runspace _runspace;
    private readonly ScriptHost _host;
    private readonly bool _sharesObjects;
    private readonly Lock _gate = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;
    private readonly PSLanguageMode _languageMode;
    private WorkerSetUp? _setUp;
    private PowerShell? _shell;
    private bool _isDisposed;

    /// <param name="sharesObjects">Whether the session's own objects come and go, as to threads; else only values do.</param>
    public RunspaceHost(bool sharesObjects)
    {
        _sharesObjects = sharesObjects;
        InitialSessionState state = InitialSessionState.CreateDefault2();
        WorkerCommands.AddTo(state);
        _runspace = RunspaceFactory.CreateRunspace(state);

        // The worker's thread is there for nothing else.
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        _languageMode = _runspace.SessionStateProxy.LanguageMode;
        _host = new(_runspace);
    }

    /// <inheritdoc/>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public void SetUp(object setUp)
    {
        WorkerSetUp given = WorkerSetUp.Of(setUp);
        _setUp = given;

        if (RunGlobally(given.Start) is [string problem, ..])
        {
            throw new InvalidOperationException($"The initialization script failed: {problem}");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> TearDown() => _setUp?.Exit is not TaskDefinition exit ? [] : RunGlobally(exit with
    {
        Modules = _setUp.Start.Modules,
        Functions = _setUp.Start.Functions,
        Variables = _setUp.Start.Variables,
    });

    /// <inheritdoc/>
    public void Run(object script, TaskMailbox mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        TaskDefinition definition = PoolFactory.Definition(script);

        if (_setUp is not null)
        {
            definition = definition with
            {
                Functions = [.. _setUp.Start.Functions, .. definition.Functions],
                Variables = _setUp.Start.Variables.Concat(definition.Variables)
                    .GroupBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(same => same.Key, same => same.Last().Value),
            };
        }

        TidyUp();
        MailboxPort port = new(mailbox, _sharesObjects);
        TaskOutcome outcome = _host.Run(definition, port);
        ExitCode = definition.EndsProcess ? outcome.ExitCode ?? 1 : null;

        if (ExitCode is null && _runspace.RunspaceStateInfo.State != RunspaceState.Opened)
        {
            // Nothing runs here any more: as a lost worker it is replaced, and what it hadn't begun is dealt again.
            throw new InvalidOperationException("A script closed its worker's runspace.");
        }

        if (outcome.Failure is ErrorRecord failure)
        {
            // It can't be run at all: every item fails for the same reason.
            port.FailRest(failure);
        }
    }

    /// <inheritdoc/>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _host.Cancel(TimeSpan.Zero);
            ShellStop.Begin(_shell);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _host.Dispose();
        _runspace.Dispose();
    }

    // What a script may have set that isn't in a scope of its own.
    private void TidyUp()
    {
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _language;

        if (_runspace.SessionStateProxy.LanguageMode != _languageMode)
        {
            _runspace.SessionStateProxy.LanguageMode = _languageMode;
        }
    }

    // In the global scope: what it defines, scripts find. Gives its errors; they don't come alone if one ended it.
    private List<string> RunGlobally(TaskDefinition definition)
    {
        // Modules, functions and variables come with each task; this makes them known to the script, and finds what can't be had.
        if (_host.Run(definition with { Script = ScriptSource.Empty }, new NullPort()).Failure is ErrorRecord failure)
        {
            return [failure.ToString()];
        }

        using PowerShell shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(definition.Script.Placed(), useLocalScope: false);

        if (definition.UsingValues.Count > 0)
        {
            // As in tasks: how PowerShell is given the values of $using: expressions.
            shell.AddParameter("--%", definition.UsingValues.ToDictionary());
        }

        lock (_gate)
        {
            _shell = shell;
        }

        List<string> problems = [];

        try
        {
            shell.Invoke();
        }
        catch (RuntimeException error)
        {
            problems.Add(error.ErrorRecord.ToString());
        }
        finally
        {
            lock (_gate)
            {
                _shell = null;
            }
        }

        return [.. shell.Streams.Error.Select(error => error.ToString()), .. problems];
    }
}
