using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Makes a runspace ready for a task, and keeps what is left of it from reaching the next. It isn't exported.</summary>
public sealed class PrepareTaskCommand : PSCmdlet
{
    /// <summary>The function that is the user's script, named as stack traces name a script block.</summary>
    /// <remarks>A script that invokes the block would be in all of the user's stack traces and positions.</remarks>
    internal const string ScriptCommand = "<ScriptBlock>";

    // By their full names: a script may have made functions that are named like these.
    private const string StrictMode = "Microsoft.PowerShell.Core\\Set-StrictMode";
    private const string Import = """
        param($path, $name)
        $module = if ([IO.File]::Exists($path)) { $path } else { $name }
        Microsoft.PowerShell.Core\Import-Module -Name $module -Global -ErrorAction Stop -Verbose:$false
        """;

    /// <summary><b>-Run</b>: the task.</summary>
    [Parameter(Mandatory = true)]
    public TaskRun? Run { get; set; }

    /// <summary><b>-Leftover</b>: what the task before put there.</summary>
    [Parameter(Mandatory = true)]
    [AllowEmptyCollection]
    public ISet<string>? Leftover { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TaskDefinition task = Run!.Task;
        CallerPreferences.Reset(SessionState);
        CleanUp();
        Invoke(task.StrictMode == 0 ? $"{StrictMode} -Off" : $"{StrictMode} -Version {task.StrictMode}");

        foreach (ModuleSource module in task.Modules)
        {
            Invoke(Import, module.Path, module.Name);
        }

        foreach ((string name, object? value) in task.Variables)
        {
            SessionState.PSVariable.Set(name, value);
            Leftover!.Add("variable:" + name);
        }

        foreach (FunctionSource function in task.Functions)
        {
            Define(function);
        }

        if (Directory.Exists(task.Directory))
        {
            SessionState.Path.SetLocation(WildcardPattern.Escape(task.Directory));
        }

        Run.Script = ScriptCompiler.Compile(task);
        InvokeProvider.Item.Set("function:" + ScriptCommand, Run.Script.Block);

        // Last: -WhatIf would keep all of the above from being done.
        foreach ((string name, object? value) in task.Preferences)
        {
            CallerPreferences.Apply(SessionState, name, value);
        }
    }

    private void CleanUp()
    {
        ISet<string> leftover = Leftover!;

        foreach (string path in leftover.Append("variable:" + ScriptCompiler.ArgumentsVariable))
        {
            if (InvokeProvider.Item.Exists(WildcardPattern.Escape(path)))
            {
                InvokeProvider.Item.Remove(WildcardPattern.Escape(path), recurse: false);
            }
        }

        leftover.Clear();
        Invoke("$global:Error.Clear()");
    }

    private void Define(FunctionSource function)
    {
        ScriptBlock script = ScriptCompiler.Compile(function.Source);
        string path = "function:" + function.Name;

        if (function.Source.IsFunction)
        {
            InvokeCommand.InvokeScript(false, script, null);
        }
        else
        {
            InvokeProvider.Item.Set(WildcardPattern.Escape(path), script);
        }

        Leftover!.Add(path);
    }

    // In the scope of the runspace itself.
    private void Invoke(string script, params object?[] arguments)
        => InvokeCommand.InvokeScript(false, ScriptBlock.Create(script), null, arguments);
}
