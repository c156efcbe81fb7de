using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Turns a source into what runs in the pipeline, from copies of its syntax tree: positions stay the file's.</summary>
internal static class ScriptCompiler
{
    /// <summary>The variable that <see cref="ReadTaskItemCommand"/> puts an item's arguments into.</summary>
    public const string ArgumentsVariable = "__PiPSArguments";

    /// <exception cref="ParseException">The text is no PowerShell.</exception>
    public static TaskScript Compile(TaskDefinition task)
    {
        ScriptBlockAst tree = Parse(task.Script);
        FunctionDefinitionAst? function = task.Script.IsFunction ? (FunctionDefinitionAst)tree.EndBlock.Statements[0] : null;
        ScriptBlockAst body = function?.Body ?? tree;
        ParameterAst[] listed = [.. Listed(function)];
        ParamBlockAst? parameters = listed.Length > 0
            ? new(listed[0].Extent, [], Copies(listed))
            : (ParamBlockAst?)body.ParamBlock?.Copy();

        if (body.EndBlock is not { Unnamed: true } statements)
        {
            // Only a function's own parameter list needs another tree.
            ScriptBlockAst whole = listed.Length == 0 ? Whole(tree, body) : WithParameters(tree, body, parameters);
            return new(whole.GetScriptBlock(), HasPhases: true, Parameters: null);
        }

        StatementBlockAst block = new(statements.Extent, Copies(statements.Statements), Copies(statements.Traps));

        if (parameters is null || !IsCalled(task, parameters))
        {
            return new(Filter(tree, body.Extent, parameters, block).GetScriptBlock(), false, null);
        }

        IReadOnlyList<string> names = [.. parameters.Parameters.Select(p => p.Name.VariablePath.UserPath)];
        ScriptBlockAst called = new(body.Extent, [], [], parameters, block, isFilter: false, isConfiguration: false);
        return new(Filter(tree, body.Extent, null, Call(called)).GetScriptBlock(), false, names, parameters.Extent);
    }

    /// <summary>A function's definition as a script that makes it; or its body, as it is.</summary>
    public static ScriptBlock Compile(ScriptSource source) => Parse(source).GetScriptBlock();

    private static ScriptBlockAst Parse(ScriptSource source)
    {
        ScriptBlockAst tree = Parser.ParseInput(source.Placed(), source.File, out _, out ParseError[] errors);
        return errors.Length == 0 ? tree : throw new ParseException(errors);
    }

    // Those of function name($a, $b); the property that has them is missing in the stubs.
    private static IEnumerable<ParameterAst> Listed(FunctionDefinitionAst? function) => function is null
        ? []
        : function.FindAll(a => a is ParameterAst p && p.Parent == function, searchNestedScriptBlocks: true).Cast<ParameterAst>();

    // An advanced function refuses pipeline input that it has no parameter for; called, it has none.
    private static bool IsCalled(TaskDefinition task, ParamBlockAst block)
        => (task is { HasInput: true, ArgumentList: null } && block.Parameters.Count > 0)
            || block.Attributes.Any(IsAdvanced)
            || block.Parameters.Any(p => p.Attributes.Any(IsAdvanced));

    private static bool IsAdvanced(AttributeBaseAst attribute)
        => attribute.TypeName.Name.Split('.')[^1].ToUpperInvariant()
            is "CMDLETBINDING" or "PARAMETER" or "CMDLETBINDINGATTRIBUTE" or "PARAMETERATTRIBUTE";

    // & { param(...) ... } @__PiPSArguments, all at the user's place.
    private static StatementBlockAst Call(ScriptBlockAst called)
    {
        IScriptExtent place = called.ParamBlock.Extent;
        ScriptBlockExpressionAst script = new(place, called);
        VariableExpressionAst arguments = new(place, ArgumentsVariable, splatted: true);
        CommandAst command = new(place, [script, arguments], TokenKind.Ampersand, []);
        return new(place, [new PipelineAst(place, [command])], []);
    }

    private static ScriptBlockAst Filter(
        ScriptBlockAst tree, IScriptExtent place, ParamBlockAst? parameters, StatementBlockAst block)
        => new(place, Usings(tree), [], parameters, block, isFilter: true, isConfiguration: false);

    private static ScriptBlockAst Whole(ScriptBlockAst tree, ScriptBlockAst body)
        => body == tree ? tree : (ScriptBlockAst)body.Copy();

    private static ScriptBlockAst WithParameters(ScriptBlockAst tree, ScriptBlockAst body, ParamBlockAst? parameters) => new(
        body.Extent, Usings(tree), [], parameters,
        (NamedBlockAst?)body.BeginBlock?.Copy(), (NamedBlockAst?)body.ProcessBlock?.Copy(),
        (NamedBlockAst?)body.EndBlock?.Copy(), (NamedBlockAst?)body.DynamicParamBlock?.Copy());

    // Their own Copy() fails: it uses the name's tree twice (seen in 7.6.5).
    private static UsingStatementAst[] Usings(ScriptBlockAst tree) => tree.UsingStatements is null
        ? []
        : [.. tree.UsingStatements.Select(u => new UsingStatementAst(
            u.Extent, u.UsingStatementKind, (StringConstantExpressionAst)u.Name.Copy()))];

    private static T[] Copies<T>(IEnumerable<T>? trees)
        where T : Ast
        => trees is null ? [] : [.. trees.Select(t => (T)t.Copy())];
}
