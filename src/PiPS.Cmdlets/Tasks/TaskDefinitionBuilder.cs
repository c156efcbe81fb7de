using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Makes a <see cref="TaskDefinition"/> of what a cmdlet's caller has: bad input is found before any work.</summary>
public sealed class TaskDefinitionBuilder
{
    // Loaded ones first: they are what the caller works with. Only in its own scope may it ignore the caller's preferences.
    private const string FindModules = """
        param($name)
        Set-StrictMode -Off
        $ErrorActionPreference = 'Ignore'

        if ($name -match '[/\\]') {
            Resolve-Path -LiteralPath $name | ForEach-Object { Get-Module -ListAvailable -Name $_.ProviderPath }
        }
        else {
            Get-Module -Name $name
            Get-Module -ListAvailable -Name $name
        }
        """;

    private readonly PSCmdlet _caller;

    /// <param name="caller">The cmdlet, on its pipeline's thread; its session state is the caller's.</param>
    public TaskDefinitionBuilder(PSCmdlet caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        _caller = caller;
    }

    /// <summary>The user's script.</summary>
    public required ScriptBlock Script { get; init; }

    /// <summary>Values of its parameters, the same for all items; null for none.</summary>
    public IReadOnlyList<object?>? ArgumentList { get; init; }

    /// <summary>False to call it without input.</summary>
    public bool HasInput { get; init; } = true;

    /// <summary>Whether its process ends with it.</summary>
    public bool EndsProcess { get; init; }

    /// <summary>Functions of the caller's to take along; wildcards are allowed.</summary>
    public IReadOnlyList<string> Function { get; init; } = [];

    /// <summary>Modules to import: names or paths.</summary>
    public IReadOnlyList<string> Module { get; init; } = [];

    /// <summary>Variables of the caller's to take along.</summary>
    public IReadOnlyList<string> Variable { get; init; } = [];

    /// <summary>Looks everything up.</summary>
    /// <exception cref="InvalidTaskException">Something isn't there.</exception>
    public TaskDefinition Build()
    {
        FunctionInfo[] functions = [.. Function.SelectMany(FindFunctions)];
        UsingCollector usings = new(_caller);
        usings.Collect(Script.Ast);

        foreach (FunctionInfo function in functions)
        {
            usings.Collect(function.ScriptBlock.Ast);
        }

        return new()
        {
            Script = SourceReader.Read(Script),
            ArgumentList = ArgumentList,
            HasInput = HasInput,
            EndsProcess = EndsProcess,
            UsingValues = usings.Values,
            Preferences = CallerPreferences.Read(_caller),
            StrictMode = StrictModeProbe.Find(_caller),
            Functions = [.. functions.Select(f => new FunctionSource(f.Name, SourceReader.Read(f.ScriptBlock)))],
            Modules = [.. Module.Select(FindModule)],
            Variables = Variable.ToDictionary(name => name, FindVariable),
            Directory = _caller.SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        };
    }

    private IEnumerable<FunctionInfo> FindFunctions(string name)
    {
        FunctionInfo[] found =
        [
            .. _caller.SessionState.InvokeCommand
                .GetCommands(name, CommandTypes.Function | CommandTypes.Filter, WildcardPattern.ContainsWildcardCharacters(name))
                .OfType<FunctionInfo>(),
        ];
        return found.Length > 0 ? found : throw new InvalidTaskException(
            TaskProblem.FunctionNotFound, name, $"There is no function '{name}'.");
    }

    private object? FindVariable(string name) => _caller.SessionState.PSVariable.Get(name) is PSVariable found
        ? found.Value
        : throw new InvalidTaskException(TaskProblem.VariableNotFound, name, $"There is no variable '${name}'.");

    private ModuleSource FindModule(string name)
    {
        PSModuleInfo? module = _caller.InvokeCommand.InvokeScript(true, ScriptBlock.Create(FindModules), null, name)
            .Select(found => found?.BaseObject).OfType<PSModuleInfo>().FirstOrDefault(m => File.Exists(Location(m)));
        return module is not null ? new(module.Name, Location(module)!) : throw new InvalidTaskException(
            TaskProblem.ModuleNotFound, name, $"There is no module '{name}' that a worker can import.");
    }

    // A loaded module's path is its script or assembly; its manifest beside it says more.
    private static string? Location(PSModuleInfo module)
    {
        string manifest = Path.Combine(module.ModuleBase ?? string.Empty, module.Name + ".psd1");
        return File.Exists(manifest) ? manifest : module.Path;
    }
}
