using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Finds the values of a script's <c>$using:</c> expressions in the caller's scope.</summary>
/// <remarks>
/// The worker hands them to PowerShell's own lookup, as jobs do, so nothing is rewritten: they hold in nested script
/// blocks and in the functions that are called. Anything that can be written after <c>$using:</c> works: variables,
/// <c>$using:env:HOME</c>, <c>$using:function:name</c>, and their members and indices.
/// </remarks>
internal sealed class UsingCollector
{
    // These find the values of their script blocks themselves, in the scope of the script that calls them.
    private static readonly HashSet<string> Resolvers = new(StringComparer.OrdinalIgnoreCase)
    {
        "ForEach-Object", "foreach", "%", "Invoke-Command", "icm", "Start-Job", "sajb", "Start-ThreadJob",
        "Invoke-WorkerTask", "pmap", "Start-WorkerProcess",
    };

    private readonly PSCmdlet _caller;

    public UsingCollector(PSCmdlet caller)
    {
        _caller = caller;
    }

    /// <summary>The values so far, by the key of PowerShell's lookup.</summary>
    public Dictionary<string, object?> Values { get; } = [];

    /// <exception cref="InvalidTaskException">One has no value.</exception>
    public void Collect(Ast tree)
    {
        IEnumerable<Ast> found = tree.FindAll(a => a is UsingExpressionAst, searchNestedScriptBlocks: true);

        foreach (UsingExpressionAst expression in found.Cast<UsingExpressionAst>())
        {
            string key = Key(expression);

            if (!Values.ContainsKey(key))
            {
                if (TryFind(expression.SubExpression, out object? value))
                {
                    Values.Add(key, value);
                }
                else if (!IsForeign(expression, tree))
                {
                    throw Undefined(expression);
                }
            }
        }
    }

    private static InvalidTaskException Undefined(UsingExpressionAst expression)
    {
        string text = Plain(expression.SubExpression);
        IScriptExtent place = expression.Extent;
        return new(
            TaskProblem.UsingVariableUndefined, text,
            $"The script uses '$using:{text}' (line {place.StartLineNumber}, column {place.StartColumnNumber}), "
            + $"but there is no variable '${text}'.");
    }

    // Known in PowerShell's and ThreadJob's sources: the text, in lower case for mere variables, as base64.
    private static string Key(UsingExpressionAst expression)
    {
        string text = expression.ToString();
        return Convert.ToBase64String(Encoding.Unicode.GetBytes(
            expression.SubExpression is VariableExpressionAst ? text.ToLowerInvariant() : text));
    }

    private bool TryFind(ExpressionAst expression, out object? value)
    {
        if (expression is VariableExpressionAst variable)
        {
            string name = variable.VariablePath.UserPath;
            PSVariable? found = variable.VariablePath.IsDriveQualified ? null : _caller.SessionState.PSVariable.Get(name);
            value = found is null ? _caller.SessionState.PSVariable.GetValue(name) : found.Value;

            // A script that runs in a worker passes on what it was given itself.
            return found is not null || value is not null || TryInvoke("$using:" + name, out value);
        }

        return TryInvoke("$" + Plain(expression), out value);
    }

    // The text after $using:, which is in the extent too.
    private static string Plain(ExpressionAst expression) => expression is VariableExpressionAst variable
        ? variable.VariablePath.UserPath
        : expression.Extent.Text.TrimStart('$').Replace("using:", string.Empty, StringComparison.OrdinalIgnoreCase);

    private bool TryInvoke(string text, out object? value)
    {
        try
        {
            // A table keeps whole whatever can be enumerated.
            Hashtable table = (Hashtable)_caller.InvokeCommand.InvokeScript(false, ScriptBlock.Create($"@{{ Value = ({text}) }}"), null)[0].BaseObject;
            value = (table["Value"] as PSObject)?.BaseObject ?? table["Value"];
            return true;
        }
        catch (RuntimeException)
        {
            value = null;
            return false;
        }
    }

    private static bool IsForeign(Ast expression, Ast root)
    {
        for (Ast node = expression; node != root && node.Parent is not null; node = node.Parent)
        {
            if (node is ScriptBlockExpressionAst && node.Parent is CommandAst command && command.GetCommandName() is string name
                && Resolvers.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
