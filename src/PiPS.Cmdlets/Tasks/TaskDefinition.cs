using System.Collections;

namespace PiPS.Cmdlets.Tasks;

/// <summary>All that a worker must know to run the user's script: a value, made by <see cref="TaskDefinitionBuilder"/>.</summary>
/// <remarks>
/// <para>How an item reaches the script. <c>$_</c> and <c>$PSItem</c> are the item, always. A script with <c>begin</c>,
/// <c>process</c> or <c>end</c> runs as a function in a pipeline does: its parameters have <see cref="ArgumentList"/>, and bind
/// items if they are declared so. So does a script without <c>param()</c>, or with <see cref="ArgumentList"/>: these are
/// the same for all items. Without them, a script with <c>param()</c> alone is called for each item anew: an array (not
/// of bytes) gives the parameters their values by position, a dictionary by name, anything else is the first parameter's
/// value. A script with one parameter has the whole item in it, also an array, unless it is a dictionary that names it.</para>
/// <para>What isn't passed on: <c>$OutputEncoding</c> (an object, not a preference), <c>$PSDefaultParameterValues</c>.</para>
/// </remarks>
public sealed record TaskDefinition
{
    /// <summary>A task that does nothing, such as the set-up of workers that need none.</summary>
    public static TaskDefinition Nothing { get; } = new() { Script = ScriptSource.Empty, HasInput = false };

    /// <summary>The script.</summary>
    public required ScriptSource Script { get; init; }

    /// <summary>Values of the script's parameters or <c>$args</c>, the same for all items; null for none.</summary>
    public IReadOnlyList<object?>? ArgumentList { get; init; }

    /// <summary>False if items are mere calls: parameters have <see cref="ArgumentList"/> or their defaults.</summary>
    public bool HasInput { get; init; } = true;

    /// <summary>Whether its process ends with it: then <c>exit</c> is no failure, but gives the exit code.</summary>
    public bool EndsProcess { get; init; }

    /// <summary>Values of the <c>$using:</c> expressions, by the key that PowerShell looks them up with.</summary>
    public IReadOnlyDictionary<string, object?> UsingValues { get; init; } = new Dictionary<string, object?>();

    /// <summary>The caller's preference variables: strings and booleans.</summary>
    public IReadOnlyDictionary<string, object?> Preferences { get; init; } = new Dictionary<string, object?>();

    /// <summary>The caller's strict mode, 0 (off) to 3.</summary>
    public int StrictMode { get; init; }

    /// <summary>Functions to define.</summary>
    public IReadOnlyList<FunctionSource> Functions { get; init; } = [];

    /// <summary>Modules to import.</summary>
    public IReadOnlyList<ModuleSource> Modules { get; init; } = [];

    /// <summary>Variables to set.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>The caller's current directory; null to stay.</summary>
    public string? Directory { get; init; }

    /// <summary>The definition as dictionaries, arrays, strings, numbers and the user's own values: what a codec takes.</summary>
    public Hashtable ToValues() => new()
    {
        [nameof(Script)] = Script.ToValues(),
        [nameof(ArgumentList)] = ArgumentList?.ToArray(),
        [nameof(HasInput)] = HasInput,
        [nameof(EndsProcess)] = EndsProcess,
        [nameof(UsingValues)] = new Hashtable(UsingValues.ToDictionary()),
        [nameof(Preferences)] = new Hashtable(Preferences.ToDictionary()),
        [nameof(StrictMode)] = StrictMode,
        [nameof(Functions)] = Functions.Select(object? (f) => f.ToValues()).ToArray(),
        [nameof(Modules)] = Modules.Select(object? (m) => m.ToValues()).ToArray(),
        [nameof(Variables)] = new Hashtable(Variables.ToDictionary()),
        [nameof(Directory)] = Directory,
    };

    /// <summary>The definition of such values.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static TaskDefinition FromValues(IDictionary values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new()
        {
            Script = ScriptSource.FromValues(values.Get<IDictionary>(nameof(Script))),
            ArgumentList = values[nameof(ArgumentList)] is null ? null : values.List(nameof(ArgumentList)),
            HasInput = values.Get<bool>(nameof(HasInput)),
            EndsProcess = values.Get<bool>(nameof(EndsProcess)),
            // Their keys are case sensitive: base64.
            UsingValues = values.Names(nameof(UsingValues), StringComparer.Ordinal),
            Preferences = values.Names(nameof(Preferences)),
            StrictMode = values.Get<int>(nameof(StrictMode)),
            Functions = [.. values.List(nameof(Functions)).Select(f => FunctionSource.FromValues((IDictionary)Values.Plain(f)!))],
            Modules = [.. values.List(nameof(Modules)).Select(m => ModuleSource.FromValues((IDictionary)Values.Plain(m)!))],
            Variables = values.Names(nameof(Variables)),
            Directory = values[nameof(Directory)] as string,
        };
    }
}
